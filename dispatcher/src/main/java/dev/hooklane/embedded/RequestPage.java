package dev.hooklane.embedded;

import dev.hooklane.event.VisibleText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The page of the newest requests: plain HTML without scripts or external files, with everything
 * from a request escaped.
 */
final class RequestPage {

    private static final int MAX_BODY_CHARS = 16_384;

    private static final String STYLE =
            """
            :root{color-scheme:light dark}
            body{font:14px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
            details{border-top:1px solid #8886;padding:.4rem 0}
            summary{cursor:pointer;display:flex;flex-wrap:wrap;gap:.2rem 1rem}
            summary b{min-width:14rem}
            pre{overflow:auto;background:#8882;padding:.6rem;font-size:13px}
            .good{color:#0a7a3c}.bad{color:#c22a2a}.dim{opacity:.7}
            @media (prefers-color-scheme:dark){.good{color:#5fce8f}.bad{color:#ff8a80}}
            """;

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Type",
                    "text/html; charset=utf-8",
                    "Cache-Control",
                    "no-store",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Content-Security-Policy",
                    "default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                            .formatted(hashOf(STYLE)));

    private RequestPage() {}

    static Answer of(List<ReceivedRequest> newest) {
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\">")
                .append("<title>Hooklane receiver</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Received deliveries</h1><p class=\"dim\">")
                .append(
                        newest.isEmpty()
                                ? "Nothing yet. POST to any path."
                                : "The newest first, times in UTC.")
                .append(" <a href=\"/\">Reload</a> · <a href=\"/requests\">JSON</a></p>");
        newest.forEach(request -> append(page, request));
        return new Answer(200, page.append("</body></html>").toString(), HEADERS);
    }

    private static void append(StringBuilder page, ReceivedRequest request) {
        page.append("<details><summary><span class=\"dim\">")
                .append(request.at().truncatedTo(ChronoUnit.MILLIS).toString(), 11, 19)
                .append("</span><b>")
                .append(escaped(request.eventType().isEmpty() ? "no type" : request.eventType()))
                .append("</b><span>attempt ")
                .append(escaped(request.attempt().isEmpty() ? "?" : request.attempt()))
                .append("</span>");
        append(page, "body HMAC", request.bodySignature());
        append(page, "Standard Webhooks", request.standardSignature());
        page.append(
                        "<span class=\"%s\">%d</span>"
                                .formatted(
                                        request.status() < 300 ? "good" : "bad", request.status()))
                .append("</summary><pre>")
                .append(escaped(request.method() + " " + request.path()))
                .append('\n');
        request.headers()
                .values()
                .forEach((name, values) -> {
                    for (String value : values) {
                        page.append(escaped(name)).append(": ").append(escaped(value)).append('\n');
                    }
                });
        page.append("</pre><pre>").append(body(request)).append("</pre></details>\n");
    }

    private static void append(StringBuilder page, String scheme, SignatureVerdict check) {
        String kind =
                switch (check) {
                    case SignatureVerdict.Valid() -> "good";
                    case SignatureVerdict.Invalid ignored -> "bad";
                    case SignatureVerdict.NotChecked() -> "dim";
                };
        page.append("<span class=\"%s\">".formatted(kind))
                .append(escaped(scheme + ": " + RequestsJson.text(check)))
                .append("</span>");
    }

    private static String body(ReceivedRequest request) {
        String pretty = VisibleText.lines(PrettyJson.of(request.body().text()));
        return pretty.length() <= MAX_BODY_CHARS
                ? escapedHtml(pretty)
                : escapedHtml(pretty.substring(0, MAX_BODY_CHARS)) + "\n… cut here";
    }

    private static String escaped(String text) {
        return escapedHtml(VisibleText.line(text));
    }

    private static String escapedHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String hashOf(String style) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
