package dev.hooklane.api;

import dev.hooklane.access.Ability;
import dev.hooklane.access.ApiKey;
import dev.hooklane.access.ApiKeyId;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyDirectory;
import dev.hooklane.event.AccountId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Creates, lists and revokes keys. */
final class KeyRoutes implements Routes {
    private final KeyDirectory directory;
    private final KeyLog log;
    private final InstantSource clock;
    private final RandomGenerator random;

    KeyRoutes(KeyDirectory directory, KeyLog log, InstantSource clock, RandomGenerator random) {
        this.directory = directory;
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/keys/me", KeyRoutes::me, RouteAccess.ANYONE);
        // The same answer, and the audit trail records it: who comes by the console uses this one.
        routes.post("/v1/sign-ins", KeyRoutes::me, RouteAccess.ANYONE);
        routes.post("/v1/keys", this::make, RouteAccess.OPERATE);
        routes.get("/v1/keys", this::list, RouteAccess.OPERATE);
        routes.get("/v1/keys/{id}", this::read, RouteAccess.OPERATE);
        routes.delete("/v1/keys/{id}", this::revoke, RouteAccess.OPERATE);
    }

    private static void me(Context context) {
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    writeCaller(Access.caller(context), json);
                    json.writeEndObject();
                });
    }

    /** Writes who a caller is and what it may do, into an object. */
    static void writeCaller(Caller caller, JsonGenerator json) {
        json.writeStringProperty("id", caller.key());
        json.writeStringProperty("name", caller.name());
        json.writeStringProperty("role", caller.role().wireName());
        json.writeStringProperty("account", caller.account().map(AccountId::value).orElse(null));
        json.writeName("abilities");
        json.writeStartArray();
        caller.abilities().stream().map(Ability::wireName).sorted().forEach(json::writeString);
        json.writeEndArray();
    }

    private void make(Context context) throws IOException {
        JsonFields fields = JsonFields.read(Bodies.read(context), KeyDraft.FIELDS);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        KeyDraft draft = KeyDraft.read(fields, now);
        ApiKey.Made made =
                draft.made(ApiKeyId.random(random), Access.caller(context).name(), now, random);
        Audit.account(context, draft.account());
        Audit.target(context, made.key().id().value());
        log.put(made.key());
        context.header("Location", "/v1/keys/" + made.key().id());
        context.header("Cache-Control", "no-store");
        Answers.json(
                context,
                201,
                json -> {
                    json.writeStartObject();
                    writeFields(made.key(), json);
                    json.writeStringProperty("key", made.text().value());
                    json.writeEndObject();
                });
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("account", "cursor", "limit"));
        int limit = Parameters.limit(context);
        Optional<AccountId> account = Parameters.account(context);
        ListPage<ApiKey> page =
                ListPage.of(
                        directory.all().stream()
                                .filter(key -> account.isEmpty() || key.account().equals(account)),
                        key -> ListPage.newestFirst(key.createdAt(), key.id().value()),
                        Cursor.read(context),
                        limit);
        ListAnswer.send(context, "keys", page.items(), this::write, page.next());
    }

    private void read(Context context) {
        ApiKey key = find(context);
        Answers.json(context, 200, json -> write(key, json));
    }

    private void revoke(Context context) {
        Audit.account(context, find(context).account());
        log.alone(() -> {
            ApiKey key = find(context);
            if (key.revokedAt().isEmpty()) {
                log.put(key.revoked(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            }
        });
        Answers.empty(context, 204);
    }

    private ApiKey find(Context context) {
        ApiKeyId id = Parameters.keyId(context);
        return directory
                .find(id)
                .orElseThrow(() -> Problem.notFound("there is no key %s".formatted(id)));
    }

    private void write(ApiKey key, JsonGenerator json) {
        json.writeStartObject();
        writeFields(key, json);
        json.writeEndObject();
    }

    private void writeFields(ApiKey key, JsonGenerator json) {
        json.writeStringProperty("id", key.id().value());
        json.writeStringProperty("name", key.name());
        json.writeStringProperty("role", key.role().wireName());
        json.writeStringProperty("account", key.account().map(AccountId::value).orElse(null));
        json.writeStringProperty("shown", key.shown());
        json.writeStringProperty("createdBy", key.createdBy());
        json.writeStringProperty("createdAt", key.createdAt().toString());
        json.writeStringProperty("expiresAt", text(key.expiresAt()));
        json.writeStringProperty("revokedAt", text(key.revokedAt()));
        json.writeStringProperty("lastUsedAt", text(directory.lastUse(key.id())));
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
