package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The options of a command that shows one thing, those of the API included. */
final class ApiItem {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Mixin private ApiOptions api = new ApiOptions();

    @Option(names = "--json", description = "Print every field as a JSON object, for scripts.")
    private boolean json;

    /**
     * Fetches what is at a path, and prints it as JSON or as people read it.
     *
     * @param people prints it for people
     */
    void print(CommandContext context, String path, BiConsumer<JsonNode, PrintWriter> people) {
        print(context, path, Map.of(), people);
    }

    /**
     * Does the same.
     *
     * @param query names and values; those with an empty value are left out
     */
    void print(
            CommandContext context,
            String path,
            Map<String, String> query,
            BiConsumer<JsonNode, PrintWriter> people) {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode item = client.get(path, query);
            PrintWriter out = command.commandLine().getOut();
            if (json) {
                out.println(item);
            } else {
                people.accept(item, out);
            }
        }
    }
}
