package dev.hooklane.token;

import dev.hooklane.event.JsonText;
import dev.hooklane.token.TokenAnswer.Denied;
import dev.hooklane.token.TokenAnswer.Granted;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads the responses of token servers (<a
 * href="https://www.rfc-editor.org/rfc/rfc6749#section-5">RFC 6749, 5</a>). Nothing of a response
 * becomes part of a message, except for an error code of the usual form.
 */
public final class TokenReading {
    /** The longest response. */
    public static final int BYTES_MAX = 64 * 1_024;

    /** The longest token; most servers accept no more than 8 KiB of headers. */
    static final int TOKEN_MAX = 8 * 1_024;

    /** How long a token is kept whose server does not say how long it is valid. */
    static final Duration UNSAID = Duration.ofMinutes(5);

    static final Duration KEPT_MAX = Duration.ofDays(1);

    /** How long before its end a token is replaced, so that it does not expire on its way. */
    static final Duration MARGIN_MAX = Duration.ofSeconds(30);

    private static final int MARGIN_PART = 10;

    /** A token as RFC 6750 has it in a header; nothing that would end the header. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]++=*+");

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,18}");
    private static final int OK = 200;

    private TokenReading() {}

    /**
     * Returns the answer in a response.
     *
     * @param server the server's host, for messages
     */
    public static TokenAnswer of(String server, int status, byte[] body) {
        if (status >= 300 && status < 400) {
            return denied(server, "answered %d; redirects are not followed".formatted(status));
        }
        if (body.length > BYTES_MAX) {
            return denied(server, "answered with over %d bytes".formatted(BYTES_MAX));
        }
        JsonNode json = json(body);
        if (status != OK) {
            String error = json.path("error").asString("");
            return denied(
                    server,
                    "answered %d%s"
                            .formatted(
                                    status,
                                    ERROR.matcher(error).matches() ? " (" + error + ")" : ""));
        }
        String type = json.path("token_type").asString("Bearer");
        JsonNode token = json.path("access_token");
        if (!token.isString()) {
            return denied(server, "answered 200 without an access_token");
        }
        if (!type.equalsIgnoreCase("Bearer")) {
            return denied(server, "gave a token of another type than Bearer");
        }
        String text = token.asString();
        if (text.length() > TOKEN_MAX) {
            return denied(
                    server,
                    "gave a token of %d characters, the limit is %d"
                            .formatted(text.length(), TOKEN_MAX));
        }
        return TOKEN.matcher(text).matches()
                ? new Granted(text, keptFor(json.path("expires_in")))
                : denied(server, "gave a token with characters that no header can carry");
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonText.tree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** Some servers write the seconds as a string. */
    private static Duration keptFor(JsonNode expiresIn) {
        OptionalLong seconds = seconds(expiresIn);
        if (seconds.isEmpty()) {
            return UNSAID;
        }
        if (seconds.getAsLong() <= 0) {
            return Duration.ZERO;
        }
        Duration valid = Duration.ofSeconds(Math.min(seconds.getAsLong(), KEPT_MAX.toSeconds()));
        Duration margin = valid.dividedBy(MARGIN_PART);
        return valid.minus(margin.compareTo(MARGIN_MAX) < 0 ? margin : MARGIN_MAX);
    }

    private static OptionalLong seconds(JsonNode node) {
        if (node.isNumber()) {
            // One that is too large for a double is empty, or infinite.
            OptionalDouble number = node.asDoubleOpt();
            return number.isPresent() && Double.isFinite(number.getAsDouble())
                    ? OptionalLong.of((long) number.getAsDouble())
                    : OptionalLong.empty();
        }
        return node.isString() && SECONDS.matcher(node.asString()).matches()
                ? OptionalLong.of(Long.parseLong(node.asString()))
                : OptionalLong.empty();
    }

    /** Returns an answer without a token. */
    public static Denied denied(String server, String what) {
        return new Denied("the token server %s %s".formatted(server, what));
    }
}
