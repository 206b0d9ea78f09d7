package dev.hooklane.console.page;

import io.javalin.http.Context;

/** Reads the request headers that browsers set, and sets the headers that protect every answer. */
public final class Browser {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

    private Browser() {}

    /** Reports whether htmx asks, for a part of a page. */
    static boolean partial(Context context) {
        return "true".equals(context.header("HX-Request"));
    }

    /**
     * Reports whether a page of another site led here, so that the session's cookie was left out.
     */
    static boolean fromElsewhere(Context context) {
        String site = context.header("Sec-Fetch-Site");
        return "navigate".equals(context.header("Sec-Fetch-Mode"))
                && ("cross-site".equals(site) || "same-site".equals(site));
    }

    /** Returns the requested path and parameters. */
    static String asked(Context context) {
        String query = context.queryString();
        return context.path() + (query == null ? "" : "?" + query);
    }

    /** Reports whether a redirect to the path stays on this server. */
    static boolean isOwnPath(String path) {
        return path.matches("/([!-.0-\\[\\]-~][!-\\[\\]-~]*)?");
    }

    /**
     * Isolates the page from other sites.
     *
     * @param ancestors sites that may show the page in a frame, as the policy names them
     */
    static void protect(Context context, String ancestors) {
        context.header("Content-Security-Policy", POLICY + ancestors)
                .header("X-Content-Type-Options", "nosniff")
                // With no-referrer, browsers would not send the origin of a submitted form.
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(
                        "Permissions-Policy",
                        "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .header("Cache-Control", "no-store");
    }
}
