package dev.hooklane.console.endpoint;

import dev.hooklane.client.ApiClient;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API's verdict on a URL while it is typed.
 *
 * @param checked whether there was enough to check
 * @param problems each in words
 */
public record UrlVerdict(boolean checked, List<String> problems) {
    public UrlVerdict {
        problems = List.copyOf(problems);
    }

    static UrlVerdict of(ApiClient api, String url) {
        if (url.isEmpty()) {
            return new UrlVerdict(false, List.of());
        }
        JsonNode answer =
                api.post(
                        "/v1/endpoints/check",
                        JsonMapper.shared().createObjectNode().put("url", url));
        return new UrlVerdict(
                true,
                answer.path("problems")
                        .valueStream()
                        .map(problem -> inWords(problem.asString()))
                        .toList());
    }

    /** Removes the field's name, which the API puts first; on the page it is obvious. */
    static String inWords(String problem) {
        if (problem.startsWith("url host ")) {
            return "The host " + problem.substring("url host ".length());
        }
        return problem.startsWith("url ") ? "The URL " + problem.substring(4) : problem;
    }
}
