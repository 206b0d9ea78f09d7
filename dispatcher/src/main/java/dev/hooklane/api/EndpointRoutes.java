package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import dev.hooklane.quota.Quotas;
import dev.hooklane.share.ShareOwner;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Creates, reads, changes and deletes endpoints. */
final class EndpointRoutes implements Routes {
    private static final int LISTED_BY_DEFAULT = 100;
    private static final int LISTED_MAX = 1_000;
    private static final String IDS = "ids";
    private static final int IDS_MAX = 100;
    private static final String SECRET = "secret";
    private static final Set<String> MADE_OF = fieldsWith("account", SECRET);
    private static final Set<String> CHANGEABLE = fieldsWith("state");

    private final EndpointDirectory directory;
    private final EndpointVersions versions;
    private final EndpointLog log;
    private final EndpointChecks checks;
    private final OwnershipRule ownership;
    private final Quotas quotas;
    private final InstantSource clock;
    private final RandomGenerator random;

    EndpointRoutes(
            EndpointParts endpoints, Quotas quotas, InstantSource clock, RandomGenerator random) {
        this.directory = endpoints.directory();
        this.versions = endpoints.versions();
        this.log = endpoints.log();
        this.checks = endpoints.checks();
        this.ownership = new OwnershipRule(checks.ownership());
        this.quotas = quotas;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/endpoints", this::make, RouteAccess.MANAGE, RouteAccess.SECRETS);
        routes.get("/v1/endpoints", this::list, RouteAccess.VIEW);
        routes.get("/v1/endpoints/{id}", this::read, RouteAccess.VIEW);
        routes.patch("/v1/endpoints/{id}", this::change, RouteAccess.MANAGE);
        routes.delete("/v1/endpoints/{id}", this::delete, RouteAccess.MANAGE);
    }

    private static Set<String> fieldsWith(String... others) {
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

    private void make(Context context) throws IOException {
        JsonFields fields = JsonFields.read(Bodies.read(context), MADE_OF);
        AccountId account = account(context, fields);
        fields.required("url");
        if (fields.texts("eventTypes").isEmpty()) {
            throw Problem.invalid(
                    "eventTypes", "eventTypes is missing; name at least one, or [\"*\"] for all");
        }
        EndpointDraft draft = draft(context, account, fields, List.of());
        Instant now = now();
        Endpoint drafted =
                new Endpoint(
                        EndpointId.random(random),
                        account,
                        draft.url().orElseThrow(),
                        draft.description().orElse(""),
                        draft.eventTypes()
                                .orElseThrow()
                                .withFilter(FilterDraft.read(fields, Optional.empty())),
                        draft.headers().orElse(Map.of()),
                        SettingsDraft.read(fields, EndpointSettings.defaults(), checks.limits()),
                        new EndpointState.Enabled(),
                        List.of(secret(fields, now)),
                        now,
                        now,
                        Optional.empty(),
                        SignatureDraft.keys(fields, List.of(), now),
                        draft.access().ofNew());
        EndpointDraft.requireOneAuthorization(drafted);
        Endpoint endpoint = ownership.ofNew(drafted);
        try (Quotas.Room room = quotas.room(endpoint)) {
            room.write(() -> log.make(endpoint));
        }
        Audit.account(context, Optional.of(account));
        Audit.target(context, endpoint.id().value());
        Audit.fields(context, fields.names());
        context.header("Location", "/v1/endpoints/" + endpoint.id());
        versions.tell(context, endpoint);
        context.header("Cache-Control", "no-store");
        Answers.json(context, 201, json -> EndpointJson.writeWithSecret(endpoint, json));
    }

    /** Returns the secret that the request brings along, or a random one. */
    private EndpointSecret secret(JsonFields fields, Instant now) {
        return fields.text(SECRET)
                .map(text -> Problem.invalidUnless(SECRET, () -> EndpointSecret.given(text, now)))
                .orElseGet(() -> EndpointSecret.random(random, now));
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("account", "state", IDS, "cursor", "limit"));
        int limit = Parameters.limit(context, LISTED_BY_DEFAULT, LISTED_MAX);
        Collection<Endpoint> all = named(context, Access.account(context));
        Optional<String> state = Parameters.choice(context, "state", EndpointState.NAMES);
        ListPage<Endpoint> page =
                ListPage.of(
                        all.stream()
                                .filter(each ->
                                        state.map(each.state().name()::equals).orElse(true)),
                        each -> ListPage.newestFirst(each.createdAt(), each.id().value()),
                        Cursor.read(context),
                        limit);
        ListAnswer.send(
                context,
                "endpoints",
                page.items(),
                (endpoint, json) ->
                        EndpointJson.write(endpoint, directory.health(endpoint.id()), json),
                page.next());
    }

    /** Returns the endpoints that the request asks for: some by id, those of an account, or all. */
    private Collection<Endpoint> named(Context context, Optional<AccountId> account) {
        if (context.queryParam(IDS) == null) {
            return account.map(directory::of).orElseGet(directory::all);
        }
        return Parameters.endpoints(context, IDS, IDS_MAX).stream()
                .map(directory::find)
                .flatMap(Optional::stream)
                .filter(each -> account.map(each.account()::equals).orElse(true))
                .toList();
    }

    private void read(Context context) {
        Endpoint endpoint = find(context);
        versions.tell(context, endpoint);
        if (versions.isKnown(context, endpoint)) {
            Answers.empty(context, 304);
            return;
        }
        Answers.json(
                context,
                200,
                json -> EndpointJson.write(endpoint, directory.health(endpoint.id()), json));
    }

    private void change(Context context) throws IOException {
        Endpoint asItIs = find(context);
        JsonFields fields = JsonFields.read(Bodies.read(context), CHANGEABLE);
        if (fields.isEmpty()) {
            throw Problem.malformed(
                    "the body changes nothing; the fields are " + String.join(", ", CHANGEABLE));
        }
        EndpointDraft draft =
                draft(context, asItIs.account(), fields, asItIs.eventTypes().patterns());
        OwnershipRule.Asked asked = ownership.ask(asItIs, draft, now());
        versions.alone(asItIs.id(), replaced -> change(context, fields, draft, asked, replaced));
    }

    private void change(
            Context context,
            JsonFields fields,
            EndpointDraft draft,
            OwnershipRule.Asked asked,
            Set<EndpointRevision> replaced) {
        Endpoint before = find(context);
        requireReadable(before);
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
                        versions.next(before, clock),
                        draft.url().isPresent() ? Optional.empty() : before.unopened(),
                        SignatureDraft.keys(fields, before.signingKeys(), now()),
                        draft.access().after(before, draft.url()));
        HeadersStay.require(before, draft);
        EndpointDraft.requireOneAuthorization(after);
        versions.require(context, before);
        try (Quotas.Room room = quotas.room(after)) {
            room.write(() -> log.put(after, replaced));
        }
        Audit.account(context, Optional.of(after.account()));
        Audit.fields(context, fields.names());
        if (directory.knowsHealth(after.id())) {
            // The health belonged to the previous version. A report that arrives in between is not
            // lost.
            log.removeHealth(after);
        }
        versions.tell(context, after);
        Answers.json(context, 200, json -> EndpointJson.write(after, Optional.empty(), json));
    }

    private void delete(Context context) {
        versions.alone(find(context).id(), replaced -> deleteAlone(context, replaced));
    }

    private void deleteAlone(Context context, Set<EndpointRevision> replaced) {
        Endpoint endpoint = find(context);
        versions.require(context, endpoint);
        boolean knowsHealth = directory.knowsHealth(endpoint.id());
        log.remove(endpoint, replaced);
        if (knowsHealth) {
            log.removeHealth(endpoint);
        }
        Audit.account(context, Optional.of(endpoint.account()));
        Answers.empty(context, 204);
    }

    /** Reads the draft; looking up its URL's host counts towards the account's share. */
    private EndpointDraft draft(
            Context context, AccountId account, JsonFields fields, List<String> asked) {
        return ShareOwner.<EndpointDraft, RuntimeException>run(
                account,
                () -> EndpointDraft.read(fields, checks, asked, Access.caller(context), now()));
    }

    private Endpoint find(Context context) {
        return find(directory, context);
    }

    /** Returns the endpoint in the path, if the caller may see it. */
    static Endpoint find(EndpointDirectory directory, Context context) {
        EndpointId id = Parameters.endpointId(context);
        return directory
                .find(id)
                .filter(endpoint -> Access.maySee(context, endpoint.account()))
                .orElseThrow(() -> Problem.notFound("there is no endpoint " + id));
    }

    /** Refuses to change an unreadable endpoint. It can be deleted, but not written again. */
    static void requireReadable(Endpoint endpoint) {
        if (!endpoint.isReadable()) {
            throw Problem.conflict(
                    "the record of endpoint %s can't be read by this release; it can be deleted, or changed by the release that wrote it"
                            .formatted(endpoint.id()));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns the account in the body. A caller with only one account may leave it out. */
    static AccountId account(Context context, JsonFields fields) {
        Optional<AccountId> only = Access.caller(context).account();
        if (only.isPresent() && !fields.has("account")) {
            return only.get();
        }
        String text = fields.required("account");
        AccountId account = Problem.invalidUnless("account", () -> new AccountId(text));
        Access.require(context, account);
        return account;
    }
}
