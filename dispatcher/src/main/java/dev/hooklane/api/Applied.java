package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What became of an object of a manifest, or would become of it.
 *
 * @param fields those that change, or would if there were no conflict
 * @param detail why nothing happens; empty if something does, or the fields say it
 * @param secret the new secret of an endpoint; empty if it has none, or its owner has it
 */
record Applied(
        Named named,
        Outcome outcome,
        List<FieldMerge.Difference> fields,
        String detail,
        String secret) {
    enum Outcome {
        CREATED,
        CHANGED,
        /** As it should be, and the owner is noted. */
        ADOPTED,
        UNCHANGED,
        REMOVED,
        CONFLICT,
        REFUSED
    }

    /** The names of an object, as far as they are known. */
    record Named(String id, String name, String account) {
        Named withId(EndpointId newId) {
            return new Named(newId.value(), name, account);
        }

        Named of(Endpoint endpoint) {
            return new Named(
                    endpoint.id().value(),
                    name.isEmpty() ? endpoint.managed().name() : name,
                    endpoint.account().value());
        }
    }

    Applied {
        fields = List.copyOf(fields);
    }

    static Applied created(Named named, String secret) {
        return new Applied(named, Outcome.CREATED, List.of(), "", secret);
    }

    static Applied refused(Named named, String detail) {
        return new Applied(named, Outcome.REFUSED, List.of(), detail, "");
    }

    /** Reports whether anything is different afterwards. */
    boolean changes() {
        return switch (outcome) {
            case CREATED, CHANGED, ADOPTED, REMOVED -> true;
            case UNCHANGED, CONFLICT, REFUSED -> false;
        };
    }

    /**
     * Writes it.
     *
     * @param dryRun whether nothing was done, so that there is no secret
     */
    void write(JsonGenerator json, boolean dryRun) {
        json.writeStartObject();
        json.writeStringProperty(ManifestJson.KIND, ManifestObject.EndpointEntry.KIND);
        json.writeStringProperty("id", orNull(named.id()));
        json.writeStringProperty(ManifestJson.NAME, orNull(named.name()));
        json.writeStringProperty("account", orNull(named.account()));
        json.writeStringProperty("result", outcome.name().toLowerCase(Locale.ROOT));
        json.writeName("fields");
        json.writeStartArray();
        for (FieldMerge.Difference each : fields) {
            json.writeStartObject();
            json.writeStringProperty("field", each.field());
            json.writeStringProperty("from", EndpointValues.shown(each.field(), each.from()));
            json.writeStringProperty("to", EndpointValues.shown(each.field(), each.to()));
            json.writeStringProperty("conflict", each.conflict().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("detail", orNull(detail));
        json.writeStringProperty("secret", dryRun ? null : orNull(secret));
        json.writeEndObject();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "Applied[%s, %s]".formatted(named, outcome);
    }
}
