package dev.hooklane.console.endpoint;

/**
 * A URL in two parts, so that the host stands out.
 *
 * @param host with the scheme, if that is not https
 */
public record ShownUrl(String host, String rest) {
    private static final String USUAL = "https://";

    public static ShownUrl of(String url) {
        String text = url.startsWith(USUAL) ? url.substring(USUAL.length()) : url;
        int from = text.contains("://") ? text.indexOf("://") + 3 : 0;
        int slash = text.indexOf('/', from);
        return slash < 0
                ? new ShownUrl(text, "")
                : new ShownUrl(text.substring(0, slash), text.substring(slash));
    }
}
