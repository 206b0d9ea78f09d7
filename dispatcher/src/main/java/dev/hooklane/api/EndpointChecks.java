package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.egress.UrlProblem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rules for saving an endpoint. Each check returns what is wrong, one line per problem.
 *
 * @param url may look the host up; skipped for endpoints that keep their URL
 * @param headers checks the endpoint's own headers
 * @param types the event types that an endpoint may select
 * @param limits of the settings
 * @param ownership whether its server must show that it wants events
 */
public record EndpointChecks(
        Function<String, List<UrlProblem>> url,
        Function<Map<String, String>, List<String>> headers,
        Catalogue types,
        SettingsLimits limits,
        Ownership ownership) {

    /** Takes ownership for granted. */
    public EndpointChecks(
            Function<String, List<UrlProblem>> url,
            Function<Map<String, String>, List<String>> headers,
            Catalogue types,
            SettingsLimits limits) {
        this(url, headers, types, limits, Ownership.TAKEN_FOR_GRANTED);
    }

    /** Returns the same rules, for other event types. */
    EndpointChecks withTypes(Catalogue others) {
        return new EndpointChecks(url, headers, others, limits, ownership);
    }

    /**
     * Returns what is wrong with a URL, in words for this caller: only operators read which address
     * is refused and why.
     */
    List<String> urlProblems(String text, Caller caller) {
        boolean inDetail = caller.role() == KeyRole.OPERATOR;
        return url.apply(text).stream()
                .map(problem -> inDetail ? problem.detail() : problem.words())
                .toList();
    }
}
