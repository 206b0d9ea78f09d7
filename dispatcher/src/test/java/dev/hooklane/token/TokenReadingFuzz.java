package dev.hooklane.token;

import dev.hooklane.token.TokenAnswer.Denied;
import dev.hooklane.token.TokenAnswer.Granted;
import java.util.regex.Pattern;

/**
 * Responses of token servers: a token that a header can carry and that is kept within limits, or
 * one line in our own words.
 */
final class TokenReadingFuzz {
    private static final String SERVER = "login.example.com";
    private static final int[] STATUSES = {200, 307, 401};
    private static final Pattern OUR_WORDS =
            Pattern.compile(
                    "the token server login\\.example\\.com ("
                            + "answered 401( \\([a-z_]{1,40}\\))?"
                            + "|answered 307; redirects are not followed"
                            + "|answered with over 65536 bytes"
                            + "|answered 200 without an access_token"
                            + "|gave a token of another type than Bearer"
                            + "|gave a token of [0-9]+ characters, the limit is 8192"
                            + "|gave a token with characters that no header can carry)");

    private TokenReadingFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (int status : STATUSES) {
            switch (TokenReading.of(SERVER, status, input)) {
                case Granted granted -> check(status, granted);
                case Denied(String detail) -> {
                    if (!OUR_WORDS.matcher(detail).matches()) {
                        throw new AssertionError("not in our words: " + detail);
                    }
                }
            }
        }
    }

    private static void check(int status, Granted granted) {
        String text = granted.text();
        boolean sound =
                status == 200
                        && !text.isEmpty()
                        && text.length() <= TokenReading.TOKEN_MAX
                        && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                        && !granted.keptFor().isNegative()
                        && granted.keptFor().compareTo(TokenReading.KEPT_MAX) <= 0;
        if (!sound) {
            throw new AssertionError("not a token for a header: %s, %s".formatted(text, granted));
        }
    }
}
