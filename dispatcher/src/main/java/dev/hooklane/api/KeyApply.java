package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.access.ApiKeyId;
import dev.hooklane.access.KeyRole;
import dev.hooklane.event.AccountId;
import dev.hooklane.problem.ProblemCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Makes and revokes the keys that a manifest names. A key is never changed, and never made again
 * once it is revoked: its holder has its text, and nothing else knows it. Any thread may call it.
 */
final class KeyApply implements ManifestApply.Kind {
    private static final Set<String> FIELDS = fields();

    private final KeyAccess access;
    private final ManifestSeal seal;
    private final InstantSource clock;
    private final RandomGenerator random;

    KeyApply(KeyAccess access, ManifestSeal seal, InstantSource clock, RandomGenerator random) {
        this.access = access;
        this.seal = seal;
        this.clock = clock;
        this.random = random;
    }

    private static Set<String> fields() {
        Set<String> names = new TreeSet<>(KeyDraft.FIELDS);
        names.addAll(Set.of(ManifestJson.KIND, "id", ManifestJson.SEALED, ManifestJson.REMOVE));
        return names;
    }

    @Override
    public Applied apply(Applied.Named named, JsonNode object, ManifestApply.Terms terms) {
        JsonFields fields = ManifestRoutes.fields(object, FIELDS);
        AtomicReference<Applied> result =
                new AtomicReference<>(Applied.of(named, Applied.Outcome.UNCHANGED));
        access.log()
                .alone(() -> {
                    Optional<ApiKey> live = find(fields);
                    result.set(
                            object.path(ManifestJson.REMOVE).asBoolean(false)
                                    ? remove(named, live, terms)
                                    : live.isPresent()
                                            ? keep(named.of(live.get()), fields, live.get())
                                            : create(named, fields, terms));
                });
        return result.get();
    }

    private Optional<ApiKey> find(JsonFields fields) {
        Optional<ApiKeyId> id =
                fields.text("id")
                        .map(text -> Problem.invalidUnless("id", () -> new ApiKeyId(text)));
        if (id.isPresent()) {
            return Optional.of(
                    access.directory()
                            .find(id.get())
                            .orElseThrow(() ->
                                    Problem.notFound(
                                            "there is no key %s; `hooklane import` brings one back"
                                                    .formatted(id.get()))));
        }
        String name = fields.required("name");
        Optional<AccountId> account = KeyDraft.account(fields);
        return access.directory()
                .find(seal.idOf(account, name))
                .or(() ->
                        access.directory().all().stream()
                                .filter(key -> key.revokedAt().isEmpty())
                                .filter(key -> key.name().equals(name))
                                .filter(key -> key.account().equals(account))
                                .findFirst());
    }

    private Applied create(Applied.Named named, JsonFields fields, ManifestApply.Terms terms) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        KeyDraft draft = KeyDraft.read(fields, now);
        if (draft.role() == KeyRole.OPERATOR) {
            throw Problem.invalid(
                    "role",
                    "role is operator; such keys are made by hand, or whoever edits a manifest"
                            + " would be an operator");
        }
        ApiKeyId id = seal.idOf(draft.account(), draft.name());
        ApiKey.Made made = draft.made(id, terms.caller().name(), now, random);
        if (terms.dryRun()) {
            return Applied.of(named, Applied.Outcome.CREATED);
        }
        ApiKey key = made.key().ofOwner(terms.owner());
        access.log().put(key);
        if (!access.directory().find(id).filter(key::equals).isPresent()) {
            throw Problem.conflict(
                    ProblemCode.CHANGED_MEANWHILE,
                    "key %s was made a moment ago; apply again".formatted(id));
        }
        return Applied.created(named.withId(id.value()), made.text().value());
    }

    /** A key is as it should be, or the manifest is refused. */
    private static Applied keep(Applied.Named named, JsonFields fields, ApiKey live) {
        if (live.revokedAt().isPresent()) {
            throw Problem.conflict(
                    ProblemCode.EXISTS_ALREADY,
                    "key %s is revoked, and stays so; a new one needs another name"
                            .formatted(live.id()));
        }
        JsonNode values =
                Answers.tree(json -> {
                    json.writeStartObject();
                    ManifestJson.writeReadable(live, json);
                    json.writeEndObject();
                });
        for (String field : KeyDraft.FIELDS) {
            if (fields.has(field) && !isSame(field, fields, values)) {
                throw Problem.conflict(
                        ProblemCode.EXISTS_ALREADY,
                        "%s of key %s is %s; keys are not changed, so a new one needs another name"
                                .formatted(
                                        field,
                                        live.id(),
                                        EndpointValues.shown(field, values.path(field))));
            }
        }
        return Applied.of(named, Applied.Outcome.UNCHANGED);
    }

    private static boolean isSame(String field, JsonFields fields, JsonNode values) {
        JsonNode wanted = fields.json(field).orElseThrow();
        JsonNode live = values.path(field);
        return wanted.equals(live)
                || (field.equals("expiresAt")
                        && wanted.isString()
                        && live.isString()
                        && KeyDraft.time(wanted.asString()).equals(KeyDraft.time(live.asString())));
    }

    private Applied remove(Applied.Named named, Optional<ApiKey> live, ManifestApply.Terms terms) {
        if (live.isEmpty() || live.get().revokedAt().isPresent()) {
            return Applied.of(named, Applied.Outcome.UNCHANGED);
        }
        ApiKey key = live.get();
        if (!key.owner().equals(Optional.of(terms.owner()))) {
            return Applied.notAlone(named.of(key), terms.owner());
        }
        if (!terms.dryRun()) {
            access.log().put(key.revoked(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
        return Applied.of(named.of(key), Applied.Outcome.REMOVED);
    }
}
