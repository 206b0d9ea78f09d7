package dev.hooklane.api;

import dev.hooklane.problem.ProblemCode;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What became of an object that was to be restored.
 *
 * @param id its id, name or account, as far as it could be read
 * @param refusal why it was refused; empty if it was not
 */
record Restored(String kind, String id, Outcome outcome, Optional<Problem> refusal) {
    enum Outcome {
        RESTORED,
        UNCHANGED,
        REFUSED;

        private String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isRestored() {
        return outcome == Outcome.RESTORED;
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty(ManifestJson.KIND, kind);
        json.writeStringProperty("id", id);
        json.writeStringProperty("result", outcome.wireName());
        json.writeStringProperty(
                "code", refusal.map(Problem::code).map(ProblemCode::code).orElse(null));
        json.writeStringProperty("detail", refusal.map(Problem::detail).orElse(null));
        json.writeEndObject();
    }
}
