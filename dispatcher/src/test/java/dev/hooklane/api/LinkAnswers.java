package dev.hooklane.api;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;

/** Opens portal links, as the console does. */
final class LinkAnswers {
    private LinkAnswers() {}

    /** The text of a link, which its URL ends with. */
    static String text(String url) {
        return url.substring(url.indexOf('#') + 1);
    }

    /** The answer to an exchange of the link in a URL, or of its text. */
    static Answer exchange(ApiFixture api, String url) throws IOException, InterruptedException {
        return api.as(text(url), "POST", "/v1/portal-sessions", "");
    }
}
