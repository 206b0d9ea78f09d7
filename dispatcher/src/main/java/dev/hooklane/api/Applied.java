package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * What became of an object of a manifest, or would become of it.
 *
 * @param fields those that change, or would if there were no conflict
 * @param code the kind of problem for which it is refused; empty if it is not
 * @param detail why nothing happens; empty if something does, or the fields say it
 * @param secret the new secret of an endpoint, or the text of a key; empty if there is none, or its
 *     owner has it
 */
record Applied(
        Named named,
        Outcome outcome,
        List<FieldMerge.Difference> fields,
        Optional<ProblemCode> code,
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
    record Named(String kind, String id, String name, String account) {
        /** Returns the kind and the shortest name. */
        @Override
        public String toString() {
            return "%s %s".formatted(kind, !id.isEmpty() ? id : !name.isEmpty() ? name : account);
        }

        Named withId(String newId) {
            return new Named(kind, newId, name, account);
        }

        Named of(ApiKey key) {
            return new Named(
                    kind,
                    key.id().value(),
                    key.name(),
                    key.account().map(AccountId::value).orElse(""));
        }

        Named of(Endpoint endpoint) {
            return new Named(
                    kind,
                    endpoint.id().value(),
                    name.isEmpty() ? endpoint.managed().name() : name,
                    endpoint.account().value());
        }
    }

    Applied {
        fields = List.copyOf(fields);
    }

    static Applied created(Named named, String secret) {
        return new Applied(named, Outcome.CREATED, List.of(), Optional.empty(), "", secret);
    }

    static Applied of(Named named, Outcome outcome) {
        return of(named, outcome, List.of());
    }

    static Applied of(Named named, Outcome outcome, List<FieldMerge.Difference> fields) {
        return new Applied(named, outcome, fields, Optional.empty(), "", "");
    }

    /** Somebody else wants fields to be otherwise. */
    static Applied conflict(Named named, List<FieldMerge.Difference> fields) {
        return of(named, Outcome.CONFLICT, fields);
    }

    /** Somebody else wants the object to be there. */
    static Applied notAlone(Named named, String owner) {
        return new Applied(
                named,
                Outcome.CONFLICT,
                List.of(),
                Optional.empty(),
                "it is not of %s alone".formatted(owner),
                "");
    }

    static Applied refused(Named named, Problem problem) {
        return new Applied(
                named,
                Outcome.REFUSED,
                List.of(),
                Optional.of(problem.code()),
                problem.detail(),
                "");
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
        json.writeStringProperty(ManifestJson.KIND, named.kind());
        json.writeStringProperty("id", orNull(named.id()));
        json.writeStringProperty(ManifestJson.NAME, orNull(named.name()));
        json.writeStringProperty("account", orNull(named.account()));
        json.writeStringProperty("result", outcome.name().toLowerCase(Locale.ROOT));
        json.writeName("fields");
        json.writeStartArray();
        for (FieldMerge.Difference each : fields) {
            json.writeStartObject();
            json.writeStringProperty("field", each.field());
            json.writeStringProperty("from", shown(each.field(), each.from()));
            json.writeStringProperty("to", shown(each.field(), each.to()));
            json.writeStringProperty("conflict", each.conflict().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("code", code.map(ProblemCode::code).orElse(null));
        json.writeStringProperty("detail", orNull(detail));
        json.writeStringProperty("secret", dryRun ? null : orNull(secret));
        json.writeEndObject();
    }

    private String shown(String field, JsonNode value) {
        boolean isTheInstallations =
                named.kind().equals(ManifestObject.LimitsEntry.KIND) && value.isNull();
        return isTheInstallations ? "default" : EndpointValues.shown(field, value);
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
