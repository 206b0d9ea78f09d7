package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Functions of lists, objects and tables. */
sealed interface TreeCall extends Expression {
    /**
     * An expression for each item of a list. An item for which it gives nothing is left out.
     *
     * @param slot of the variable that the item is in
     */
    record Each(Operand list, int slot, Expression body) implements TreeCall {
        private static final Set<Kind> LIST = Set.of(Kind.LIST);

        @Override
        public Set<Kind> kinds() {
            return LIST;
        }

        @Override
        public Value compute(Evaluation evaluation) {
            Optional<JsonNode> items = list.of(LIST, evaluation);
            if (items.isEmpty()) {
                return Value.Absent.DROPPED;
            }
            ArrayNode made = JsonNodeFactory.instance.arrayNode();
            int number = 0;
            for (JsonNode item : items.get()) {
                number++;
                evaluation.variable(slot, item);
                try {
                    body.in(evaluation).ifThere(made::add);
                } catch (Refusal e) {
                    throw e.isLimit()
                            ? e
                            : new Refusal(
                                    "%s, in item %d of %s"
                                            .formatted(e.reason(), number, list.text()));
                }
            }
            return new Value.Found(made);
        }
    }

    /** Some members of an object. */
    record Select(Operand object, List<Member> members) implements TreeCall {
        private static final Set<Kind> OBJECT = Set.of(Kind.OBJECT);

        /**
         * A member that is selected.
         *
         * @param optional whether there may be none
         */
        record Member(String name, boolean optional) {}

        public Select {
            members = List.copyOf(members);
        }

        @Override
        public Set<Kind> kinds() {
            return OBJECT;
        }

        @Override
        public Value compute(Evaluation evaluation) {
            Optional<JsonNode> found = object.of(OBJECT, evaluation);
            if (found.isEmpty()) {
                return Value.Absent.DROPPED;
            }
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            for (Member member : members) {
                evaluation.step();
                JsonNode node = found.get().get(member.name());
                if (node != null) {
                    made.set(member.name(), node);
                } else if (!member.optional()) {
                    throw new Refusal(
                            "%s is not there; %s has %s"
                                    .formatted(
                                            VisibleText.quoted(member.name()),
                                            object.text(),
                                            Path.content(found.get())));
                }
            }
            return new Value.Found(made);
        }
    }

    /** What a table of the mapping has for a key. */
    record Lookup(String table, Map<String, JsonNode> entries, Operand key) implements TreeCall {
        private static final int KEYS_SHOWN = 8;

        public Lookup {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public Set<Kind> kinds() {
            return entries.values().stream().map(Kind::of).collect(Collectors.toSet());
        }

        @Override
        public Value compute(Evaluation evaluation) {
            Optional<JsonNode> found = key.of(Kind.SCALARS, evaluation);
            if (found.isEmpty()) {
                return Value.Absent.DROPPED;
            }
            String name = Scalars.text(found.get(), key.text(), evaluation);
            JsonNode entry = entries.get(name);
            return entry != null
                    ? new Value.Found(entry)
                    : new Value.Absent(
                            false,
                            () ->
                                    "%s is %s, and table %s has only %s"
                                            .formatted(
                                                    key.text(),
                                                    VisibleText.quoted(name),
                                                    table,
                                                    keys()));
        }

        private String keys() {
            String shown =
                    entries.keySet().stream()
                            .limit(KEYS_SHOWN)
                            .map(VisibleText::quoted)
                            .collect(Collectors.joining(", "));
            return entries.size() > KEYS_SHOWN ? shown + ", …" : shown;
        }
    }
}
