package dev.hooklane.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.Headers;

/**
 * The rules for the headers that an account adds to its endpoint's requests: they can't replace a
 * header that Hooklane sets, or one that HTTP itself needs.
 */
public final class OwnHeaders {
    /** The most headers an endpoint may have. */
    public static final int MAX_COUNT = 20;

    /** The most characters in the names and values of all of them. */
    public static final int MAX_CHARS = 4_096;

    private static final Set<String> RESERVED =
            Set.of(
                    "accept-encoding",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "expect",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "te",
                    "traceparent",
                    "tracestate",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "user-agent");

    private static final List<String> RESERVED_PREFIXES = List.of("webhook-", "proxy-");

    private final String ourPrefix;
    private final String signatureHeader;

    public OwnHeaders(HttpSettings settings) {
        ourPrefix = settings.headers().prefix().toLowerCase(Locale.ROOT);
        signatureHeader = settings.headers().signature().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns every rule that these headers break, each in one line; never a value, which may be a
     * secret.
     */
    public List<String> problems(Map<String, String> headers) {
        List<String> problems = new ArrayList<>();
        if (headers.size() > MAX_COUNT) {
            problems.add("headers are %d, the limit is %d".formatted(headers.size(), MAX_COUNT));
        }
        int chars =
                headers.entrySet().stream()
                        .mapToInt(header -> header.getKey().length() + header.getValue().length())
                        .sum();
        if (chars > MAX_CHARS) {
            problems.add(
                    "headers have %d characters in all, the limit is %d"
                            .formatted(chars, MAX_CHARS));
        }
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (!HeaderText.isName(name)) {
                problems.add(
                        "header name '%s' is not letters, digits and marks"
                                .formatted(ResponseText.line(name)));
            } else if (isReserved(name)) {
                problems.add("header %s is set by Hooklane or by HTTP itself".formatted(name));
            } else if (!seen.add(name)) {
                problems.add("header %s is there twice".formatted(name));
            } else if (!HeaderText.isValue(value)) {
                problems.add(
                        "header %s has a character that is not visible ASCII, space or tab"
                                .formatted(name));
            }
        });
        return List.copyOf(problems);
    }

    private boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isStandard(lower) || lower.equals(signatureHeader) || lower.startsWith(ourPrefix);
    }

    /** Reports whether HTTP, Trace Context or Standard Webhooks define the header. */
    static boolean isStandard(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /**
     * Returns the headers that may be sent. The rest is left out, since the settings may have
     * changed since the endpoint was saved.
     */
    Headers sendable(Map<String, String> headers) {
        Headers.Builder sendable = new Headers.Builder();
        headers.forEach((name, value) -> {
            if (HeaderText.isName(name) && !isReserved(name) && HeaderText.isValue(value)) {
                sendable.add(name, value);
            }
        });
        return sendable.build();
    }
}
