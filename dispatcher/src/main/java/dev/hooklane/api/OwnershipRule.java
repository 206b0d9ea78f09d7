package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.VisibleText;
import dev.hooklane.problem.ProblemCode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides the state of an endpoint whose server may have to show that it wants events: a new one,
 * one with a new URL, and one that has not shown it yet. Those that were saved without the setting
 * are taken at their word.
 */
final class OwnershipRule {
    private final Ownership ownership;

    OwnershipRule(Ownership ownership) {
        this.ownership = ownership;
    }

    /**
     * The result of asking.
     *
     * @param url the URL whose server was asked; empty if none was
     * @param problem why it has not shown that it wants events
     */
    record Asked(Optional<URI> url, Optional<String> problem) {
        static final Asked NOBODY = new Asked(Optional.empty(), Optional.empty());

        private boolean showed(URI wanted) {
            return problem.isEmpty() && url.filter(wanted::equals).isPresent();
        }
    }

    /** Returns a new endpoint with its first state. */
    Endpoint ofNew(Endpoint made) {
        return ownership.isAskedFor() && ownership.problem(made).isPresent()
                ? made.withState(EndpointState.Disabled.unverified(), made.createdAt())
                : made;
    }

    /**
     * Asks the server of an endpoint that is about to change, if the change needs that.
     *
     * @throws ProblemException if the change is to enable it, and its server has not shown that it
     *     wants events
     */
    Asked ask(Endpoint before, EndpointDraft draft, Instant now) {
        URI url = draft.url().orElse(before.url());
        boolean moves = !url.equals(before.url());
        boolean enables =
                isUnverified(before)
                        && draft.state()
                                .filter(EndpointState.Enabled.class::isInstance)
                                .isPresent();
        if (!ownership.isAskedFor() || !(moves || enables) || before.isSealed()) {
            return Asked.NOBODY;
        }
        Optional<String> problem = ownership.problem(at(before, url, draft, now));
        if (problem.isPresent() && !moves) {
            throw Problem.invalid(
                    ProblemCode.ENDPOINT_UNVERIFIED,
                    "state",
                    "endpoint %s is unverified: %s"
                            .formatted(before.id(), VisibleText.excerpt(problem.get())));
        }
        return new Asked(Optional.of(url), problem);
    }

    /** Returns the state of the endpoint after its change. */
    EndpointState state(Endpoint before, URI url, EndpointDraft draft, Asked asked) {
        if (!ownership.isAskedFor()) {
            return draft.state().orElse(before.state());
        }
        boolean moves = !url.equals(before.url());
        boolean shown = asked.showed(url) || !(moves || isUnverified(before));
        if (!shown) {
            return EndpointState.Disabled.unverified();
        }
        return draft.state()
                .orElse(isUnverified(before) ? new EndpointState.Enabled() : before.state());
    }

    private static boolean isUnverified(Endpoint endpoint) {
        return endpoint.state() instanceof EndpointState.Disabled disabled
                && disabled.isUnverified();
    }

    private static Endpoint at(Endpoint endpoint, URI url, EndpointDraft draft, Instant now) {
        return new Endpoint(
                endpoint.id(),
                endpoint.account(),
                url,
                endpoint.description(),
                endpoint.eventTypes(),
                draft.headers().orElse(endpoint.headers()),
                endpoint.settings(),
                endpoint.state(),
                endpoint.secrets(),
                endpoint.createdAt(),
                now,
                endpoint.unopened(),
                endpoint.signingKeys(),
                draft.access().after(endpoint, draft.url()),
                endpoint.managed());
    }
}
