package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.endpoint.ListenerUrl;
import dev.hooklane.event.AccountId;
import dev.hooklane.listener.Listeners;
import dev.hooklane.share.ShareOwner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Makes endpoints of what requests ask for: new ones, and others as they are after a change. */
final class EndpointDrafts {
    static final String SECRET = "secret";

    private final EndpointChecks checks;
    private final OwnershipRule ownership;
    private final InstantSource clock;
    private final RandomGenerator random;

    EndpointDrafts(EndpointChecks checks, InstantSource clock, RandomGenerator random) {
        this.checks = checks;
        this.ownership = new OwnershipRule(checks.ownership());
        this.clock = clock;
        this.random = random;
    }

    /** Returns the fields that can be chosen, and others. */
    static Set<String> fieldsWith(String... others) {
        return SettingsDraft.fieldsWith(
                Stream.concat(
                                Stream.of(
                                        "url",
                                        "eventTypes",
                                        "filter",
                                        "description",
                                        "headers",
                                        AccessDraft.AUTHORIZATION,
                                        AccessDraft.TLS),
                                Arrays.stream(others))
                        .toArray(String[]::new));
    }

    /**
     * Returns a new endpoint, which nobody knows yet.
     *
     * @throws ProblemException for the first field that breaks a rule
     */
    Endpoint made(AccountId account, JsonFields fields, Caller caller) {
        return made(EndpointId.random(random), account, fields, caller);
    }

    /** Does the same for an id. */
    Endpoint made(EndpointId id, AccountId account, JsonFields fields, Caller caller) {
        fields.required("url");
        var _ = eventTypes(fields);
        EndpointDraft draft = draft(account, fields, List.of(), caller);
        Instant now = now();
        Endpoint drafted =
                new Endpoint(
                        id,
                        account,
                        draft.url().orElseThrow(),
                        draft.description().orElse(""),
                        draft.eventTypes()
                                .orElseThrow()
                                .withFilter(FilterDraft.read(fields, Optional.empty())),
                        draft.headers().orElse(Map.of()),
                        SettingsDraft.read(fields, EndpointSettings.defaults(), checks.limits()),
                        draft.state().orElse(new EndpointState.Enabled()),
                        List.of(secret(fields, now)),
                        now,
                        now,
                        Optional.empty(),
                        SignatureDraft.keys(fields, List.of(), now),
                        draft.access().ofNew());
        EndpointDraft.requireOneAuthorization(drafted);
        return ownership.ofNew(drafted);
    }

    /**
     * Returns the temporary endpoint of a stream. Each event is sent once: whoever watches decides
     * whether it is sent again.
     *
     * @param holder the instance with the stream
     * @throws ProblemException for the first field that breaks a rule
     */
    Endpoint listener(AccountId account, JsonFields fields, String holder) {
        List<String> patterns = eventTypes(fields);
        Instant now = now();
        return new Endpoint(
                EndpointId.random(random),
                account,
                ListenerUrl.of(holder),
                "hooklane listen",
                EndpointDraft.eventTypes("eventTypes", patterns, checks, List.of())
                        .withFilter(FilterDraft.read(fields, Optional.empty())),
                Map.of(),
                new EndpointSettings(
                        Optional.empty(),
                        OptionalInt.of(Listeners.PER_LISTENER),
                        Optional.empty(),
                        false,
                        Optional.of(List.of(Duration.ZERO))),
                new EndpointState.Enabled(),
                List.of(secret(fields, now)),
                now,
                now);
    }

    private static List<String> eventTypes(JsonFields fields) {
        return fields.texts("eventTypes")
                .orElseThrow(() ->
                        Problem.invalid(
                                "eventTypes",
                                "eventTypes is missing; name at least one, or [\"*\"] for all"));
    }

    /** Returns the secret that the request brings along, or a random one. */
    private EndpointSecret secret(JsonFields fields, Instant now) {
        return fields.text(SECRET)
                .map(text -> Problem.invalidUnless(SECRET, () -> EndpointSecret.given(text, now)))
                .orElseGet(() -> EndpointSecret.random(random, now));
    }

    /**
     * Reads the fields; looking up the URL's host counts towards the account's share.
     *
     * @param asked the event types that the endpoint selects already
     */
    EndpointDraft draft(AccountId account, JsonFields fields, List<String> asked, Caller caller) {
        return ShareOwner.<EndpointDraft, RuntimeException>run(
                account, () -> EndpointDraft.read(fields, checks, asked, caller, now()));
    }

    /** Asks the server of an endpoint that is about to change, if the change needs that. */
    OwnershipRule.Asked ask(Endpoint before, EndpointDraft draft) {
        return ownership.ask(before, draft, now());
    }

    /**
     * Returns an endpoint as it is after a change.
     *
     * @param updatedAt its version
     * @throws ProblemException for the first field that breaks a rule
     */
    Endpoint changed(
            Endpoint before,
            JsonFields fields,
            EndpointDraft draft,
            OwnershipRule.Asked asked,
            Instant updatedAt) {
        URI url = draft.url().orElse(before.url());
        EventSelection eventTypes =
                draft.eventTypes()
                        .orElse(before.eventTypes())
                        .withFilter(FilterDraft.read(fields, before.eventTypes().filter()));
        Endpoint after =
                new Endpoint(
                        before.id(),
                        before.account(),
                        url,
                        draft.description().orElse(before.description()),
                        eventTypes,
                        draft.headers().orElse(before.headers()),
                        SettingsDraft.read(fields, before.settings(), checks.limits()),
                        ownership.state(before, url, draft, asked),
                        before.secrets(),
                        before.createdAt(),
                        updatedAt,
                        draft.url().isPresent() ? Optional.empty() : before.unopened(),
                        SignatureDraft.keys(fields, before.signingKeys(), now()),
                        draft.access().after(before, draft.url()),
                        before.managed());
        HeadersStay.require(before, draft);
        EndpointDraft.requireOneAuthorization(after);
        return after;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
