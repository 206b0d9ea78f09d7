package dev.hooklane.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The options for how a command prints what it does to each of several things: as people read it,
 * or as JSON in one of two forms.
 */
final class EachFormat {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @ArgGroup private @Nullable Json json;

    /** One of the forms of JSON. */
    static final class Json {
        @Option(
                names = "--json",
                description = "Print every field as a JSON object, for scripts.",
                required = true)
        private boolean object;

        @Option(
                names = "--jsonl",
                description = "Print every field as JSON, an object per line.",
                required = true)
        private boolean lines;
    }

    boolean isObject() {
        return json != null && json.object;
    }

    boolean isLines() {
        return json != null && json.lines;
    }

    /**
     * Does it to one after the other, and prints each when it is done. A failure ends it; the JSON
     * object then has those that were done before.
     *
     * @param list the name of their list in the object
     * @param done does it to one, and returns what is known of it
     * @param people prints one for people
     */
    <T> void each(
            List<T> things,
            String list,
            Function<T, JsonNode> done,
            BiConsumer<JsonNode, PrintWriter> people) {
        PrintWriter out = command.commandLine().getOut();
        ObjectNode all = JsonMapper.shared().createObjectNode();
        ArrayNode items = all.putArray(list);
        try {
            for (T thing : things) {
                JsonNode item = done.apply(thing);
                if (isObject()) {
                    items.add(item);
                } else if (isLines()) {
                    out.println(item);
                } else {
                    people.accept(item, out);
                }
            }
        } finally {
            if (isObject()) {
                out.println(all);
            }
            out.flush();
        }
    }
}
