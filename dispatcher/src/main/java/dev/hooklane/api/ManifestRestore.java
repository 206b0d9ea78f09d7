package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.access.ApiKeyId;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.catalogue.SchemaInForce;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.VisibleText;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.quota.OwnLimits;
import dev.hooklane.quota.Quota;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Brings back what a manifest describes: what is missing is written as it was, what is the same is
 * left alone, and what differs is refused. Any thread may call it.
 */
final class ManifestRestore {
    private static final Set<String> KINDS =
            new TreeSet<>(
                    Set.of(
                            ManifestObject.TypeEntry.KIND,
                            ManifestObject.LimitsEntry.KIND,
                            ManifestObject.EndpointEntry.KIND,
                            ManifestObject.KeyEntry.KIND));

    private final ApiParts parts;
    private final ManifestSeal seal;
    private final InstantSource clock;

    ManifestRestore(ApiParts parts, InstantSource clock) {
        this.parts = parts;
        this.seal = parts.operators().manifests();
        this.clock = clock;
    }

    /** Restores one object; a refusal leaves everything as it is. */
    Restored restore(JsonNode object) {
        String kind = kindOf(object);
        String id = idOf(object);
        try {
            Restored.Outcome outcome =
                    switch (kind) {
                        case ManifestObject.TypeEntry.KIND -> type(object);
                        case ManifestObject.LimitsEntry.KIND -> limits(object);
                        case ManifestObject.EndpointEntry.KIND -> endpoint(object);
                        case ManifestObject.KeyEntry.KIND -> key(object);
                        default ->
                                throw Problem.invalid(
                                        ManifestJson.KIND,
                                        "kind '%s' is not one of %s"
                                                .formatted(kind, String.join(", ", KINDS)));
                    };
            return new Restored(kind, id, outcome, Optional.empty());
        } catch (ProblemException e) {
            return new Restored(kind, id, Restored.Outcome.REFUSED, Optional.of(e.problem()));
        }
    }

    /** Returns the kind and the shortest name of an object of the request. */
    static String named(JsonNode object) {
        return kindOf(object) + " " + idOf(object);
    }

    private static String kindOf(JsonNode object) {
        return VisibleText.excerpt(object.path(ManifestJson.KIND).asString(""));
    }

    /** Waits until the fan-out knows the endpoints among those that were restored. */
    void awaitFanOut(List<Restored> results) {
        boolean any =
                results.stream()
                        .anyMatch(result ->
                                result.isRestored()
                                        && result.kind().equals(ManifestObject.EndpointEntry.KIND));
        if (any) {
            parts.endpoints().log().awaitFanOut();
        }
    }

    private static String idOf(JsonNode object) {
        return List.of("id", "name", "account").stream()
                .map(name -> object.path(name).asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(VisibleText::excerpt)
                .orElse("");
    }

    private Restored.Outcome type(JsonNode object) {
        Set<String> known = new TreeSet<>(EventTypeDraft.FIELDS);
        known.addAll(Set.of(ManifestJson.KIND, "name", ManifestJson.ARCHIVED));
        JsonFields fields = ManifestRoutes.fields(object, known);
        String text = fields.required("name");
        EventType name = Problem.invalidUnless("name", () -> new EventType(text));
        boolean archived = fields.has(ManifestJson.ARCHIVED) && fields.flag(ManifestJson.ARCHIVED);
        EventTypeLog log = parts.events().typeLog();
        AtomicReference<Restored.Outcome> outcome =
                new AtomicReference<>(Restored.Outcome.UNCHANGED);
        log.alone(() -> {
            Optional<CatalogueType> before = parts.events().catalogue().find(name);
            Instant now = EventTypeDraft.next(before, clock);
            CatalogueType after =
                    EventTypeDraft.archived(
                            EventTypeDraft.read(name, fields).over(before, now), archived, now);
            if (before.filter(held -> isSame(held, after)).isPresent()) {
                return;
            }
            if (before.flatMap(CatalogueType::updatedAt).isPresent()) {
                throw differs("event type", name.value());
            }
            if (before.isEmpty()) {
                EventTypeDraft.requireRoom(name, parts.events().catalogue());
            }
            log.put(after);
            outcome.set(Restored.Outcome.RESTORED);
        });
        return outcome.get();
    }

    private static boolean isSame(CatalogueType one, CatalogueType other) {
        return one.description().equals(other.description())
                && one.exampleJson().equals(other.exampleJson())
                && one.schema()
                        .map(SchemaInForce::schema)
                        .equals(other.schema().map(SchemaInForce::schema))
                && one.isArchived() == other.isArchived();
    }

    private Restored.Outcome limits(JsonNode object) {
        JsonFields fields =
                ManifestRoutes.fields(
                        object, Set.of(ManifestJson.KIND, "account", ManifestJson.LIMITS));
        String text = fields.required("account");
        AccountId account = Problem.invalidUnless("account", () -> new AccountId(text));
        Map<Quota, Long> limits =
                QuotaRoutes.limits(fields.object(ManifestJson.LIMITS, QuotaRoutes.NAMES));
        AtomicReference<Restored.Outcome> outcome =
                new AtomicReference<>(Restored.Outcome.UNCHANGED);
        parts.quotas()
                .log()
                .alone(() -> {
                    OwnLimits before = parts.quotas().quotas().limits().ownOf(account);
                    if (before.limits().equals(limits)) {
                        return;
                    }
                    if (!before.limits().isEmpty()) {
                        throw differs("quotas of account", account.value());
                    }
                    parts.quotas().log().put(account, limits, before.managed());
                    outcome.set(Restored.Outcome.RESTORED);
                });
        return outcome.get();
    }

    private Restored.Outcome endpoint(JsonNode object) {
        EndpointId id = id(object, EndpointId::new);
        String sealed = sealed(object);
        Endpoint endpoint = opened("endpoint " + id, () -> seal.endpoint(id, sealed));
        requireReadableSame(
                object,
                Answers.tree(json -> {
                    json.writeStartObject();
                    ManifestJson.writeReadable(endpoint, json);
                    json.writeEndObject();
                }));
        EndpointParts endpoints = parts.endpoints();
        AtomicReference<Restored.Outcome> outcome =
                new AtomicReference<>(Restored.Outcome.UNCHANGED);
        endpoints
                .versions()
                .alone(
                        id,
                        replaced -> {
                            Optional<Endpoint> before = endpoints.directory().find(id);
                            if (before.isEmpty()) {
                                endpoints.log().put(endpoint, replaced);
                                outcome.set(Restored.Outcome.RESTORED);
                            } else if (before.get().isSealed()
                                    || !seal.seal(before.get()).equals(seal.seal(endpoint))) {
                                throw differs("endpoint", id.value());
                            }
                        });
        return outcome.get();
    }

    private Restored.Outcome key(JsonNode object) {
        ApiKeyId id = id(object, ApiKeyId::new);
        String sealed = sealed(object);
        ApiKey key = opened("key " + id, () -> seal.key(id, sealed));
        requireReadableSame(
                object,
                Answers.tree(json -> {
                    json.writeStartObject();
                    ManifestJson.writeReadable(key, json);
                    json.writeEndObject();
                }));
        KeyAccess access = parts.callers().access();
        AtomicReference<Restored.Outcome> outcome =
                new AtomicReference<>(Restored.Outcome.UNCHANGED);
        access.log()
                .alone(() -> {
                    Optional<ApiKey> before = access.directory().find(id);
                    if (before.isEmpty()) {
                        access.log().put(key);
                        outcome.set(Restored.Outcome.RESTORED);
                    } else if (!before.get().equals(key)) {
                        throw differs("key", id.value());
                    }
                });
        return outcome.get();
    }

    private static <T> T id(JsonNode object, Function<String, T> reading) {
        return Problem.invalidUnless("id", () -> reading.apply(object.path("id").asString("")));
    }

    private static String sealed(JsonNode object) {
        JsonNode sealed = object.path(ManifestJson.SEALED);
        if (!sealed.isString()) {
            throw Problem.invalid(
                    ManifestJson.SEALED,
                    "sealed is missing; only what was exported can be restored");
        }
        return sealed.asString();
    }

    private static <T> T opened(String what, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    ManifestJson.SEALED,
                    ("%s: no key of secrets.key opens what is sealed; it is another installation's,"
                                    + " or was changed")
                            .formatted(what));
        }
    }

    /** Refuses an object whose readable part was changed, so that nobody takes it for restored. */
    private static void requireReadableSame(JsonNode object, JsonNode sealed) {
        object.properties()
                .forEach(entry -> {
                    String name = entry.getKey();
                    boolean isReadable =
                            !name.equals(ManifestJson.KIND) && !name.equals(ManifestJson.SEALED);
                    if (isReadable && !entry.getValue().equals(sealed.path(name))) {
                        throw Problem.invalid(
                                name,
                                "%s of %s is not as it was exported; restore it unchanged, and change it afterwards"
                                        .formatted(
                                                VisibleText.excerpt(name),
                                                sealed.path("id").asString()));
                    }
                });
    }

    private static ProblemException differs(String what, String id) {
        return Problem.conflict(
                ProblemCode.EXISTS_ALREADY,
                "%s %s exists already, and differs; it is left as it is".formatted(what, id));
    }
}
