package dev.hooklane.egress;

import dev.hooklane.dns.BoundedDns;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * Checks whether an endpoint may have a URL, when the endpoint is saved. It looks the host up then;
 * each attempt checks again, for the very address that it connects to.
 *
 * <p>Any thread may use it; it waits for a look-up, at most five seconds.
 */
public final class EndpointUrlCheck implements AutoCloseable {
    /** The longest URL, in characters. */
    public static final int MAX_CHARS = 2_048;

    private static final Duration LOOKUP_PATIENCE = Duration.ofSeconds(5);

    private final AddressRules rules;
    private final BoundedDns dns;
    private final RefusalLog refusals = new RefusalLog();

    public EndpointUrlCheck(AddressRules rules) {
        this(rules, Dns.SYSTEM);
    }

    public EndpointUrlCheck(AddressRules rules, Dns resolver) {
        this.rules = rules;
        this.dns = new BoundedDns(resolver, () -> LOOKUP_PATIENCE);
    }

    /**
     * Returns every rule that the URL breaks, each in one line that names the value; empty if it
     * may be saved.
     */
    public List<UrlProblem> problems(String url) {
        List<UrlProblem> problems = found(url);
        problems.stream().filter(UrlProblem::hides).forEach(refusals::log);
        return problems;
    }

    private List<UrlProblem> found(String url) {
        if (url.length() > MAX_CHARS) {
            return List.of(
                    UrlProblem.of(
                            "url has %d characters, the limit is %d"
                                    .formatted(url.length(), MAX_CHARS)));
        }
        HttpUrl parsed = HttpUrl.parse(url);
        Optional<String> syntax = syntaxProblem(url);
        if (syntax.isPresent() || parsed == null) {
            return List.of(
                    UrlProblem.of(syntax.orElse("url is not of the form https://host/path")));
        }
        List<UrlProblem> problems = UrlRules.problems(parsed, rules);
        return problems.isEmpty() && !UrlRules.isLiteral(parsed.host())
                ? addressProblems(parsed.host())
                : problems;
    }

    private static Optional<String> syntaxProblem(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            if (scheme == null
                    || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
                return Optional.of("url does not start with https://");
            }
            String authority = uri.getRawAuthority();
            if (authority == null) {
                return Optional.of("url has no host");
            }
            return authority.indexOf('@') >= 0
                    ? Optional.of(
                            "url has user info before the host; use a header of the endpoint instead")
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of(
                    "url is not valid at character %d: %s"
                            .formatted(e.getIndex() + 1, e.getReason()));
        }
    }

    private List<UrlProblem> addressProblems(String host) {
        try {
            return dns.lookup(host).stream()
                    .flatMap(address -> rules.forbidden(host, address).stream())
                    .map(problem -> UrlRules.inUrl(host, problem))
                    .distinct()
                    .toList();
        } catch (UnknownHostException e) {
            return List.of(
                    UrlProblem.of("url host %s is refused: %s".formatted(host, e.getMessage())));
        }
    }

    @Override
    public void close() {
        dns.close();
    }
}
