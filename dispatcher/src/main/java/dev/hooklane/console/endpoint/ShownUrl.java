package dev.hooklane.console.endpoint;

/**
 * A URL in two parts, so that the host stands out.
 *
 * @param host with the scheme, if that is not https
 */
public record ShownUrl(String host, String rest) {
    private static final String USUAL = "https://";

    /** That of an endpoint whose requests go to an open stream. */
    private static final String STREAM = "listen://";

    public static ShownUrl of(String url) {
        if (isStream(url)) {
            return new ShownUrl("hooklane listen", "");
        }
        String text = url.startsWith(USUAL) ? url.substring(USUAL.length()) : url;
        int from = text.contains("://") ? text.indexOf("://") + 3 : 0;
        int slash = text.indexOf('/', from);
        return slash < 0
                ? new ShownUrl(text, "")
                : new ShownUrl(text.substring(0, slash), text.substring(slash));
    }

    /** Reports whether the endpoint is one of {@code hooklane listen --forward-to}. */
    static boolean isStream(String url) {
        return url.startsWith(STREAM);
    }
}
