package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.Origin;

/**
 * Keeps an endpoint's headers at the origin that they were given for. Their values are never shown,
 * so who may change the URL could otherwise have them sent to a server of their own.
 */
final class HeadersStay {
    private HeadersStay() {}

    /**
     * Refuses a change of the origin that does not say what becomes of the headers.
     *
     * @throws ProblemException if the headers must be given again, or dropped
     */
    static void require(Endpoint before, EndpointDraft draft) {
        if (before.unopened().isPresent()) {
            requireBoth(before, draft);
        } else if (draft.url().isPresent()
                && draft.headers().isEmpty()
                && !before.headers().isEmpty()) {
            Origin from = Origin.of(before.url());
            Origin to = Origin.of(draft.url().get());
            if (!from.equals(to)) {
                throw Problem.invalid(
                        "headers",
                        ("headers were given for %s and are not sent to %s; give them again with"
                                        + " the new url, or {} to drop them")
                                .formatted(from, to));
            }
        }
    }

    private static void requireBoth(Endpoint before, EndpointDraft draft) {
        if (draft.url().isPresent() != draft.headers().isPresent()) {
            String missing = draft.url().isPresent() ? "headers" : "url";
            throw Problem.invalid(
                    missing,
                    ("%s is missing: no key opens url and headers of endpoint %s, so a request that"
                                    + " replaces one must replace both")
                            .formatted(missing, before.id()));
        }
    }
}
