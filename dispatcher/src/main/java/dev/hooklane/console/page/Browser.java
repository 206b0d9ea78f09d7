package dev.hooklane.console.page;

import io.javalin.http.Context;

/** What browsers say of their requests, and what they are told with every answer. */
public final class Browser {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

    private Browser() {}

    /** Whether htmx asks, for a part of a page. */
    static boolean partial(Context context) {
        return "true".equals(context.header("HX-Request"));
    }

    /** Whether a page of another site led here, so that the session's cookie was left out. */
    static boolean fromElsewhere(Context context) {
        String site = context.header("Sec-Fetch-Site");
        return "navigate".equals(context.header("Sec-Fetch-Mode"))
                && ("cross-site".equals(site) || "same-site".equals(site));
    }

    /** The path and parameters that were asked for. */
    static String asked(Context context) {
        String query = context.queryString();
        return context.path() + (query == null ? "" : "?" + query);
    }

    /** Whether a browser that is sent there stays on this server. */
    static boolean isOwnPath(String path) {
        return path.matches("/([!-.0-\\[\\]-~][!-\\[\\]-~]*)?");
    }

    /**
     * Keeps the page to itself.
     *
     * @param ancestors whose pages may have it in a frame, as the policy names them
     */
    static void protect(Context context, String ancestors) {
        context.header("Content-Security-Policy", POLICY + ancestors)
                .header("X-Content-Type-Options", "nosniff")
                // With no-referrer, browsers would not tell the origin of a form that is sent.
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(
                        "Permissions-Policy",
                        "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .header("Cache-Control", "no-store");
    }
}
