package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.owner.Managed;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Lists what a manifest holds, and takes it back, for operators. */
final class ManifestRoutes implements Routes {
    static final String PATH = "/v1/manifest";
    static final String RESTORE = PATH + "/restore";
    static final String APPLY = PATH + "/apply";
    private static final String OWNER = "owner";
    private static final String DRY_RUN = "dryRun";
    private static final String FORCE = "force";
    private static final String PLANNED = "plannedTypes";

    /** An endpoint with certificates and a filter has some 100 KiB. */
    static final int BYTES_MAX = 8 << 20;

    private static final int AT_ONCE_MAX = 200;
    private static final String OBJECTS = "objects";

    private final ApiParts parts;
    private final ManifestSeal seal;
    private final ManifestRestore restore;
    private final ManifestApply apply;

    ManifestRoutes(ApiParts parts, InstantSource clock) {
        this.parts = parts;
        this.seal = parts.operators().manifests();
        this.restore = new ManifestRestore(parts, clock);
        this.apply = new ManifestApply(parts, clock);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::list, RouteAccess.OPERATE, RouteAccess.SECRETS);
        routes.get(PATH + "/owned", this::owned, RouteAccess.OPERATE, RouteAccess.SECRETS);
        routes.post(APPLY, this::apply, RouteAccess.OPERATE, RouteAccess.SECRETS);
        routes.post(RESTORE, this::restore, RouteAccess.OPERATE, RouteAccess.SECRETS);
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("account", "cursor", "limit"));
        ListPage<ManifestObject> page =
                ListPage.of(
                        objects(Access.account(context)).filter(ManifestRoutes::isListed),
                        ManifestObject::place,
                        Cursor.read(context),
                        Parameters.limit(context));
        context.header("Cache-Control", "no-store");
        ListAnswer.send(
                context,
                OBJECTS,
                page.items(),
                (object, json) -> ManifestJson.write(object, seal, json),
                page.next());
    }

    /** Limits that are the installation's again may still be described by a manifest. */
    private static boolean isListed(ManifestObject object) {
        return !(object instanceof ManifestObject.LimitsEntry entry
                && entry.own().limits().isEmpty());
    }

    /** Returns all objects, or those of an account. Event types belong to none. */
    private Stream<ManifestObject> objects(Optional<AccountId> account) {
        Stream<ManifestObject> types =
                parts.events().catalogue().all().stream()
                        .filter(type -> account.isEmpty() && type.updatedAt().isPresent())
                        .map(ManifestObject.TypeEntry::new);
        Stream<ManifestObject> limits =
                parts.quotas().quotas().limits().own().entrySet().stream()
                        .filter(entry -> account.map(entry.getKey()::equals).orElse(true))
                        .map(entry ->
                                new ManifestObject.LimitsEntry(entry.getKey(), entry.getValue()));
        Stream<ManifestObject> endpoints =
                account
                        .map(parts.endpoints().directory()::of)
                        .orElseGet(parts.endpoints().directory()::all)
                        .stream()
                        .filter(each -> !each.isListener())
                        .map(ManifestObject.EndpointEntry::new);
        Stream<ManifestObject> keys =
                parts.callers().access().directory().all().stream()
                        .filter(key -> key.revokedAt().isEmpty())
                        .filter(key -> account.isEmpty() || key.account().equals(account))
                        .map(ManifestObject.KeyEntry::new);
        return Stream.of(types, limits, endpoints, keys).flatMap(each -> each);
    }

    private void restore(Context context) throws IOException {
        JsonFields fields = JsonFields.read(Bodies.read(context, BYTES_MAX), Set.of(OBJECTS));
        List<JsonNode> objects = objects(fields);
        // In case it ends halfway: then any of them may have been restored.
        Audit.fields(context, objects.stream().map(ManifestRestore::named).toList());
        List<Restored> results = objects.stream().map(restore::restore).toList();
        restore.awaitFanOut(results);
        Audit.fields(
                context,
                results.stream()
                        .filter(Restored::isRestored)
                        .map(result -> result.kind() + " " + result.id())
                        .toList());
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeName("results");
                    json.writeStartArray();
                    results.forEach(result -> result.write(json));
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private static List<JsonNode> objects(JsonFields fields) {
        List<JsonNode> objects = new ArrayList<>();
        fields.json(OBJECTS).filter(JsonNode::isArray).ifPresent(all -> all.forEach(objects::add));
        if (objects.isEmpty() || objects.size() > AT_ONCE_MAX) {
            throw Problem.invalid(
                    OBJECTS,
                    "objects has %d entries; an array of 1 to %d is allowed"
                            .formatted(objects.size(), AT_ONCE_MAX));
        }
        if (!objects.stream().allMatch(JsonNode::isObject)) {
            throw Problem.invalid(OBJECTS, "objects holds something other than objects");
        }
        return objects;
    }

    private void owned(Context context) {
        Parameters.only(context, Set.of(OWNER, "account", "cursor", "limit"));
        Optional<String> owner =
                Optional.ofNullable(context.queryParam(OWNER))
                        .map(name ->
                                Problem.invalidUnless(OWNER, () -> Managed.checked(OWNER, name)));
        ListPage<ManifestObject> page =
                ListPage.of(
                        objects(Access.account(context))
                                .filter(each -> owner.map(each::isOf).orElseGet(each::isOwned)),
                        ManifestObject::place,
                        Cursor.read(context),
                        Parameters.limit(context));
        ListAnswer.send(context, OBJECTS, page.items(), ManifestJson::writeOwned, page.next());
    }

    private void apply(Context context) throws IOException {
        JsonFields fields =
                JsonFields.read(
                        Bodies.read(context, BYTES_MAX),
                        Set.of(OWNER, DRY_RUN, FORCE, PLANNED, OBJECTS));
        String owner = fields.required(OWNER);
        ManifestApply.Terms terms =
                new ManifestApply.Terms(
                        Problem.invalidUnless(OWNER, () -> Managed.checked(OWNER, owner)),
                        Access.caller(context),
                        fields.has(DRY_RUN) && fields.flag(DRY_RUN),
                        fields.has(FORCE) && fields.flag(FORCE),
                        planned(fields));
        if (!terms.planned().isEmpty() && !terms.dryRun()) {
            throw Problem.invalid(PLANNED, "plannedTypes is only for a dryRun");
        }
        List<JsonNode> objects = objects(fields);
        if (terms.dryRun()) {
            Audit.changedNothing(context);
        }
        // In case it ends halfway: then any of them may have been changed.
        Audit.fields(
                context,
                objects.stream().map(ManifestApply::named).map(Applied.Named::toString).toList());
        List<Applied> results = objects.stream().map(object -> apply.apply(object, terms)).toList();
        if (!terms.dryRun()) {
            apply.awaitFanOut(results);
            Audit.fields(
                    context,
                    results.stream()
                            .filter(Applied::changes)
                            .map(each -> each.named().toString())
                            .toList());
        }
        context.header("Cache-Control", "no-store");
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeName("results");
                    json.writeStartArray();
                    results.forEach(result -> result.write(json, terms.dryRun()));
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private static Set<EventType> planned(JsonFields fields) {
        List<String> names = fields.texts(PLANNED).orElse(List.of());
        if (names.size() > Catalogue.TYPES_MAX) {
            throw Problem.invalid(
                    PLANNED,
                    "plannedTypes has %d entries, the limit is %d"
                            .formatted(names.size(), Catalogue.TYPES_MAX));
        }
        return Problem.invalidUnless(
                PLANNED,
                () -> names.stream().map(EventType::new).collect(Collectors.toUnmodifiableSet()));
    }

    /** Returns an object of the request as fields. */
    static JsonFields fields(JsonNode object, Set<String> known) {
        return JsonFields.read(object.toString().getBytes(UTF_8), known);
    }
}
