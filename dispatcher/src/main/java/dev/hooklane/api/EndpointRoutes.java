package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.AccountId;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.quota.Quotas;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Creates, reads, changes and deletes endpoints. */
final class EndpointRoutes implements Routes {
    private static final String IDS = "ids";
    private static final int IDS_MAX = 100;
    private static final Set<String> MADE_OF =
            EndpointDrafts.fieldsWith("account", EndpointDrafts.SECRET);
    private static final Set<String> CHANGEABLE = EndpointDrafts.fieldsWith("state");

    private final EndpointDirectory directory;
    private final EndpointVersions versions;
    private final EndpointLog log;
    private final EndpointDrafts drafts;
    private final Quotas quotas;
    private final InstantSource clock;

    EndpointRoutes(
            EndpointParts endpoints, Quotas quotas, InstantSource clock, RandomGenerator random) {
        this.directory = endpoints.directory();
        this.versions = endpoints.versions();
        this.log = endpoints.log();
        this.drafts = new EndpointDrafts(endpoints.checks(), clock, random);
        this.quotas = quotas;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/endpoints", this::make, RouteAccess.MANAGE, RouteAccess.SECRETS);
        routes.get("/v1/endpoints", this::list, RouteAccess.VIEW);
        routes.get("/v1/endpoints/{id}", this::read, RouteAccess.VIEW);
        routes.patch("/v1/endpoints/{id}", this::change, RouteAccess.MANAGE);
        routes.delete("/v1/endpoints/{id}", this::delete, RouteAccess.MANAGE);
    }

    private void make(Context context) throws IOException {
        JsonFields fields = JsonFields.read(Bodies.read(context), MADE_OF);
        AccountId account = account(Access.caller(context), fields);
        Endpoint endpoint = drafts.made(account, fields, Access.caller(context));
        Audit.account(context, Optional.of(account));
        Audit.target(context, endpoint.id().value());
        Audit.fields(context, fields.names());
        try (Quotas.Room room = quotas.room(endpoint)) {
            room.write(() -> log.make(endpoint));
        }
        context.header("Location", "/v1/endpoints/" + endpoint.id());
        versions.tell(context, endpoint);
        context.header("Cache-Control", "no-store");
        Answers.json(context, 201, json -> EndpointJson.writeWithSecret(endpoint, json));
    }

    private void list(Context context) {
        Parameters.only(
                context,
                Set.of("account", "state", EndpointSearch.PARAMETER, IDS, "cursor", "limit"));
        int limit = Parameters.limit(context);
        Collection<Endpoint> all = named(context, Access.account(context));
        Optional<String> state = Parameters.choice(context, "state", EndpointState.NAMES);
        ListPage<Endpoint> page =
                ListPage.of(
                        all.stream()
                                .filter(EndpointSearch.of(context))
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
        ListenerRoutes.requireUrlStays(asItIs, fields);
        Caller caller = Access.caller(context);
        EndpointDraft draft =
                drafts.draft(asItIs.account(), fields, asItIs.eventTypes().patterns(), caller);
        OwnershipRule.Asked asked = drafts.ask(asItIs, draft);
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
        Endpoint after = drafts.changed(before, fields, draft, asked, versions.next(before, clock));
        versions.require(context, before);
        Audit.account(context, Optional.of(after.account()));
        Audit.fields(context, fields.names());
        try (Quotas.Room room = quotas.room(after)) {
            room.write(() -> log.put(after, replaced));
        }
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
        Audit.account(context, Optional.of(endpoint.account()));
        boolean knowsHealth = directory.knowsHealth(endpoint.id());
        log.remove(endpoint, replaced);
        if (knowsHealth) {
            log.removeHealth(endpoint);
        }
        Answers.empty(context, 204);
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
                    ProblemCode.UNREADABLE_RECORD,
                    "the record of endpoint %s can't be read by this release; it can be deleted, or changed by the release that wrote it"
                            .formatted(endpoint.id()));
        }
    }

    /** Returns the account in the body. A caller with only one account may leave it out. */
    static AccountId account(Caller caller, JsonFields fields) {
        Optional<AccountId> only = caller.account();
        if (only.isPresent() && !fields.has("account")) {
            return only.get();
        }
        String text = fields.required("account");
        AccountId account = Problem.invalidUnless("account", () -> new AccountId(text));
        Access.require(caller, account);
        return account;
    }
}
