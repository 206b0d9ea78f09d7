package dev.hooklane.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The rules for a URL before its host is looked up. They are checked when an endpoint is saved and
 * again before each attempt, always on the URL as OkHttp parsed it.
 */
public final class UrlRules {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;
    private static final int IPV4_PARTS = 4;

    private UrlRules() {}

    /** Returns every rule that the URL breaks, in words that name the value. */
    public static List<UrlProblem> problems(HttpUrl url, AddressRules rules) {
        List<String> problems = new ArrayList<>();
        if (!url.isHttps() && !rules.allowHttp()) {
            problems.add("url scheme %s is not https".formatted(url.scheme()));
        }
        boolean plainHttp = !url.isHttps() && url.port() == HTTP_PORT;
        if (url.port() != HTTPS_PORT && url.port() < FIRST_UNPRIVILEGED_PORT && !plainHttp) {
            problems.add("url port %d is neither 443 nor 1024 to 65535".formatted(url.port()));
        }
        if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
            problems.add("url has user info before the host; use a header of the endpoint instead");
        }
        if (url.encodedFragment() != null) {
            problems.add("url has a fragment (#...), which is never sent");
        }
        hostProblem(url.host(), problems);
        return problems.isEmpty()
                ? placeProblem(url.host(), rules)
                : problems.stream().map(UrlProblem::of).toList();
    }

    /** Judges the host as far as that is possible without a look-up: an address in full. */
    private static List<UrlProblem> placeProblem(String host, AddressRules rules) {
        return rules
                .forbiddenName(host)
                .or(() -> isLiteral(host) ? literalProblem(host, rules) : Optional.empty())
                .map(problem -> inUrl(host, problem))
                .stream()
                .toList();
    }

    private static Optional<UrlProblem> literalProblem(String host, AddressRules rules) {
        try {
            return rules.forbidden(host, InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            // Java reads an address differently from OkHttp.
            return Optional.of(UrlProblem.of(String.valueOf(e.getMessage())));
        }
    }

    static UrlProblem inUrl(String host, UrlProblem problem) {
        String refused = "url host %s is refused: ".formatted(host);
        return new UrlProblem(refused + problem.words(), refused + problem.detail());
    }

    /**
     * Reports whether a host is an address: of those that break no other rule, only a name has a
     * letter or a hyphen in it.
     */
    public static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || isDigit(c));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static void hostProblem(String host, List<String> problems) {
        if (host.endsWith(".")) {
            problems.add("url host %s ends with a dot; write it without".formatted(host));
        } else if (host.indexOf(':') < 0 && endsInNumber(host) && !isDottedQuad(host)) {
            problems.add(
                    "url host %s is an unusual spelling of an IP address; write it like 192.0.2.1"
                            .formatted(host));
        }
    }

    /**
     * Reports whether the last label is a number. By the URL standard, a host like that must be an
     * IPv4 address.
     */
    private static boolean endsInNumber(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return last.chars().allMatch(UrlRules::isDigit) || last.matches("0[xX][0-9a-fA-F]*");
    }

    private static boolean isDottedQuad(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != IPV4_PARTS) {
            return false;
        }
        for (String part : parts) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
