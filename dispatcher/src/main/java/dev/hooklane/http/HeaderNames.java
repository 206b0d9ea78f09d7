package dev.hooklane.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of the headers that Hooklane adds to each request beside those of Standard Webhooks.
 *
 * @param prefix begins the headers {@link #event}, {@link #delivery} and {@link #attempt}; no
 *     endpoint may have a header of its own that begins with it
 * @param signature carries the HMAC of the body alone, in hex
 * @param signaturePrefix precedes that HMAC
 */
public record HeaderNames(String prefix, String signature, String signaturePrefix) {
    /** The longest prefix, in characters. */
    public static final int PREFIX_MAX = 50;

    /** The longest name of the signature header, in characters. */
    public static final int SIGNATURE_MAX = 100;

    private static final String EVENT = "Event";
    private static final String DELIVERY = "Delivery";
    private static final String ATTEMPT = "Attempt";

    /** How headers begin that belong to HTTP, browsers, proxies or Standard Webhooks. */
    private static final List<String> FOREIGN =
            List.of(
                    "accept-",
                    "access-control-",
                    "content-",
                    "http2-",
                    "if-",
                    "keep-",
                    "proxy-",
                    "sec-",
                    "transfer-",
                    "user-",
                    "webhook-",
                    "x-forwarded-");

    /** The platform's own prefix, which customers' code looks for. */
    private static final HeaderNames DEFAULTS = withPrefix("X-MGA-");

    private static final Pattern WRITTEN =
            Pattern.compile(
                    List.of(DEFAULTS.signature, DEFAULTS.prefix, DEFAULTS.signaturePrefix).stream()
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|")));

    public HeaderNames {
        checkedPrefix(prefix);
        checkedSignature(signature, prefix);
        require(
                HeaderText.isValue(signaturePrefix),
                "signature prefix has characters that a header can't carry");
    }

    /** Returns the contract's names. */
    public static HeaderNames defaults() {
        return DEFAULTS;
    }

    /** Returns names that all begin with this prefix. */
    public static HeaderNames withPrefix(String prefix) {
        return new HeaderNames(prefix, defaultSignature(prefix), "sha256=");
    }

    /** Returns the name of the signature header unless another is chosen. */
    public static String defaultSignature(String prefix) {
        return prefix + "Signature";
    }

    /**
     * Returns the prefix.
     *
     * @throws IllegalArgumentException if it can't begin headers of Hooklane's; the message is one
     *     line
     */
    public static String checkedPrefix(String prefix) {
        String shown = ResponseText.line(prefix);
        require(
                prefix.length() >= 2 && prefix.length() <= PREFIX_MAX,
                "header prefix '%s' has %d characters; 2 to %d are allowed"
                        .formatted(shown, prefix.length(), PREFIX_MAX));
        require(
                HeaderText.isName(prefix) && prefix.endsWith("-"),
                "header prefix '%s' is not the beginning of a header name, up to a -"
                        .formatted(shown));
        Optional<String> foreign =
                FOREIGN.stream()
                        .filter(each -> begins(each, prefix) || begins(prefix, each))
                        .findFirst();
        require(
                foreign.isEmpty(),
                "header prefix '%s' is shared with headers that are not Hooklane's, %s*"
                        .formatted(shown, foreign.orElse("")));
        return prefix;
    }

    /**
     * Returns the name of the signature header.
     *
     * @throws IllegalArgumentException if it is not a header name, or the name of another header;
     *     the message is one line
     */
    public static String checkedSignature(String name, String prefix) {
        require(
                HeaderText.isName(name) && name.length() <= SIGNATURE_MAX,
                "signature header '%s' is not a header name of 1 to %d characters"
                        .formatted(ResponseText.line(name), SIGNATURE_MAX));
        require(
                !OwnHeaders.isStandard(name)
                        && named(prefix).stream().noneMatch(name::equalsIgnoreCase),
                "signature header '%s' is already the name of another header".formatted(name));
        return name;
    }

    /** Returns the header with the event's type. */
    public String event() {
        return prefix + EVENT;
    }

    /** Returns the header with the delivery's id. */
    public String delivery() {
        return prefix + DELIVERY;
    }

    /** Returns the header with the attempt's number. */
    public String attempt() {
        return prefix + ATTEMPT;
    }

    /**
     * Rewrites a text for people, such as a page of the guide, that uses the contract's names: the
     * result uses these.
     */
    public String in(String text) {
        return WRITTEN.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(inPlaceOf(found.group())));
    }

    private String inPlaceOf(String written) {
        if (written.equals(DEFAULTS.signature)) {
            return signature;
        }
        return written.equals(DEFAULTS.prefix) ? prefix : signaturePrefix;
    }

    private static List<String> named(String prefix) {
        return List.of(prefix + EVENT, prefix + DELIVERY, prefix + ATTEMPT);
    }

    private static boolean begins(String text, String beginning) {
        return text.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    private static void require(boolean rule, String broken) {
        if (!rule) {
            throw new IllegalArgumentException(broken);
        }
    }
}
