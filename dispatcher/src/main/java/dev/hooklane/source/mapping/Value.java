package dev.hooklane.source.mapping;

import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What an expression gives: a value of JSON, null included, or that there is none. */
sealed interface Value {
    /** There is a value. */
    record Found(JsonNode node) implements Value {}

    /**
     * There is none.
     *
     * @param allowed whether the mapping says that there may be none
     * @param reason why there is none, which is only asked for if it matters
     */
    record Absent(boolean allowed, Supplier<String> reason) implements Value {
        static final Absent DROPPED = new Absent(true, () -> "it is dropped");
    }

    /**
     * Hands over the value, if there is one.
     *
     * @throws Refusal if there is none, but must be
     */
    default void ifThere(Consumer<JsonNode> use) {
        switch (this) {
            case Found(JsonNode node) -> use.accept(node);
            case Absent(boolean allowed, var reason) -> {
                if (!allowed) {
                    throw new Refusal(reason.get());
                }
            }
        }
    }
}
