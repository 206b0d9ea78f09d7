package dev.hooklane.source.mapping;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A part of the event beside its data.
 *
 * @param check throws IllegalArgumentException for a text that it can't be
 */
record Field(String name, Operand operand, Consumer<String> check) {
    private static final Set<Kind> TEXT = Set.of(Kind.TEXT);

    /** Returns its text, which must be there. */
    String must(Evaluation evaluation) {
        return text(evaluation)
                .orElseThrow(() ->
                        new Refusal(
                                "%s: %s gives nothing; text is expected"
                                        .formatted(name, operand.text())));
    }

    /** Returns its text; empty if there is none, and there need not be one. */
    Optional<String> text(Evaluation evaluation) {
        try {
            Optional<String> text = operand.of(TEXT, evaluation).map(JsonNode::stringValue);
            text.ifPresent(check);
            return text;
        } catch (Refusal e) {
            throw placed(e);
        } catch (IllegalArgumentException e) {
            throw new Refusal(name + ": " + e.getMessage());
        }
    }

    /** Returns the time that its text says. */
    Optional<Instant> time(Evaluation evaluation) {
        try {
            Optional<Instant> time =
                    operand.of(TEXT, evaluation)
                            .map(text -> TimeCall.instant(text, operand.text()));
            if (time.isPresent() && time.get().isBefore(Instant.EPOCH)) {
                throw new Refusal("%s is before 1970, where no event is".formatted(operand.text()));
            }
            return time;
        } catch (Refusal e) {
            throw placed(e);
        }
    }

    private Refusal placed(Refusal refusal) {
        return refusal.isLimit() ? refusal : new Refusal(name + ": " + refusal.reason());
    }
}
