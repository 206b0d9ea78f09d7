package dev.hooklane.source.mapping;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Says which event becomes of a source's record, if any. It is an allow-list: an event has what the
 * mapping names, and nothing else.
 *
 * <p>It is read and checked once, and ends for every record: there are no loops but over the
 * record's own lists, and the steps and characters of a record are limited. Immutable; any thread
 * may use it.
 */
public final class Mapping {
    private final Optional<Operand> when;
    private final Field account;
    private final Field type;
    private final Optional<Field> id;
    private final Optional<Field> timestamp;
    private final Expression data;
    private final int variables;

    Mapping(
            Optional<Operand> when,
            Field account,
            Field type,
            Optional<Field> id,
            Optional<Field> timestamp,
            Expression data,
            int variables) {
        this.when = when;
        this.account = account;
        this.type = type;
        this.id = id;
        this.timestamp = timestamp;
        this.data = data;
        this.variables = variables;
    }

    /**
     * Reads a mapping: an object with {@code account}, {@code type}, {@code data} and, if wanted,
     * {@code when}, {@code id}, {@code timestamp} and {@code tables}.
     *
     * @throws MappingException if it can't be applied or exceeds a limit, in one line with the
     *     field, line and column of the first mistake
     */
    public static Mapping of(JsonNode document) throws MappingException {
        return new MappingReader().read(document);
    }

    /** Returns what becomes of the record. Never throws, whatever the record has in it. */
    public Mapped map(SourceRecord record) {
        Evaluation evaluation = new Evaluation(record, variables);
        try {
            if (when.isPresent() && !isWanted(when.get(), evaluation)) {
                return new Mapped.Skipped("when is false: " + when.get().text());
            }
            String accountId = account.must(evaluation);
            String typeName = type.must(evaluation);
            Optional<String> eventId = id.flatMap(field -> field.text(evaluation));
            Optional<Instant> time = timestamp.flatMap(field -> field.time(evaluation));
            JsonNode object = object(evaluation);
            DataCheck.check(object, evaluation);
            return new Mapped.Event(accountId, typeName, eventId, time, object);
        } catch (Refusal e) {
            return new Mapped.Rejected(e.reason());
        }
    }

    private JsonNode object(Evaluation evaluation) {
        return switch (data.in(evaluation)) {
            case Value.Found(JsonNode node) -> node;
            case Value.Absent _ -> throw new Refusal("data gives nothing; an object is expected");
        };
    }

    private static boolean isWanted(Operand condition, Evaluation evaluation) {
        try {
            return condition.holds(evaluation);
        } catch (Refusal e) {
            throw e.isLimit() ? e : new Refusal("when: " + e.reason());
        }
    }
}
