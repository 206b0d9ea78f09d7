package dev.hooklane.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.call.Answer;

/** The provider's answer to a code: an ID token, or refused in a sentence. */
final class TokenAnswerFuzz {
    private TokenAnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        read(200, "application/json", text);
        read(400, "application/json", text);
        // The first line is another type.
        int end = text.indexOf('\n');
        if (end >= 0) {
            read(200, text.substring(0, end), text.substring(end + 1));
        }
    }

    private static void read(int status, String type, String body) {
        try {
            if (CodeExchange.read(new Answer(status, type, body)) == null) {
                throw new AssertionError("neither a token nor a refusal");
            }
        } catch (SignInFailedException e) {
            if (e.sentence().length() > 200 || e.sentence().indexOf('\n') >= 0) {
                throw new AssertionError("the provider's text is in it: " + e.sentence(), e);
            }
        }
    }
}
