package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.quota.OwnLimits;
import dev.hooklane.quota.Quota;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What manifests hold, as JSON: without anything that changes by itself. */
final class ManifestJson {
    static final String KIND = "kind";
    static final String SEALED = "sealed";
    static final String NAME = "name";
    static final String REMOVE = "remove";
    static final String LIMITS = "limits";
    static final String ARCHIVED = "archived";

    private ManifestJson() {}

    /**
     * Writes an object.
     *
     * @param seal an endpoint that can't be opened here has null in place of the sealed text
     */
    static void write(ManifestObject object, ManifestSeal seal, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty(KIND, object.kind());
        switch (object) {
            case ManifestObject.TypeEntry(CatalogueType type) -> write(type, json);
            case ManifestObject.LimitsEntry(AccountId account, OwnLimits own) ->
                    write(account, own.limits(), json);
            case ManifestObject.EndpointEntry(Endpoint endpoint) -> {
                writeReadable(endpoint, json);
                json.writeStringProperty(SEALED, endpoint.isSealed() ? null : seal.seal(endpoint));
            }
            case ManifestObject.KeyEntry(ApiKey key) -> {
                writeReadable(key, json);
                json.writeStringProperty(SEALED, seal.seal(key));
            }
        }
        json.writeEndObject();
    }

    /** Writes an object as its owner knows it. */
    static void writeOwned(ManifestObject object, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty(KIND, object.kind());
        switch (object) {
            case ManifestObject.TypeEntry(CatalogueType type) ->
                    writeNames(null, type.type().value(), null, json);
            case ManifestObject.LimitsEntry(AccountId account, OwnLimits _) ->
                    writeNames(null, "", account.value(), json);
            case ManifestObject.EndpointEntry(Endpoint endpoint) ->
                    writeNames(
                            endpoint.id().value(),
                            endpoint.managed().name(),
                            endpoint.account().value(),
                            json);
            case ManifestObject.KeyEntry(ApiKey key) ->
                    writeNames(
                            key.id().value(),
                            key.name(),
                            key.account().map(AccountId::value).orElse(null),
                            json);
        }
        json.writeEndObject();
    }

    private static void writeNames(
            @Nullable String id, String name, @Nullable String account, JsonGenerator json) {
        json.writeStringProperty("id", id);
        json.writeStringProperty("account", account);
        json.writeStringProperty(NAME, name);
    }

    private static void write(CatalogueType type, JsonGenerator json) {
        json.writeStringProperty("name", type.type().value());
        json.writeStringProperty("description", type.description());
        json.writeName("example");
        json.writeRawValue(type.example());
        json.writeName("schema");
        json.writeRawValue(type.schema().map(held -> held.schema().json()).orElse("null"));
        json.writeBooleanProperty(ARCHIVED, type.isArchived());
    }

    private static void write(AccountId account, Map<Quota, Long> limits, JsonGenerator json) {
        json.writeStringProperty("account", account.value());
        json.writeName(LIMITS);
        json.writeStartObject();
        new TreeMap<>(limits)
                .forEach((quota, limit) -> json.writeNumberProperty(quota.wireName(), limit));
        json.writeEndObject();
    }

    /** Writes the readable part of an endpoint, with the name that manifests know it by. */
    static void writeReadable(Endpoint endpoint, JsonGenerator json) {
        EndpointJson.writeChosen(endpoint, json);
        if (!endpoint.managed().name().isEmpty()) {
            json.writeStringProperty(NAME, endpoint.managed().name());
        }
    }

    /** Writes the readable part of a key. */
    static void writeReadable(ApiKey key, JsonGenerator json) {
        json.writeStringProperty("id", key.id().value());
        json.writeStringProperty("name", key.name());
        json.writeStringProperty("role", key.role().wireName());
        json.writeStringProperty("account", key.account().map(AccountId::value).orElse(null));
        json.writeStringProperty("expiresAt", text(key));
    }

    private static @Nullable String text(ApiKey key) {
        return key.expiresAt().map(Instant::toString).orElse(null);
    }
}
