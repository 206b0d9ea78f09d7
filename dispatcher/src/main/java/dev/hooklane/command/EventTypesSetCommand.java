package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Adds an event type, or changes parts of one. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Adds an event type, or changes the given properties of an existing one.",
        footerHeading = "%n",
        footer = {
            "Example: a type whose events must match a schema",
            "  hooklane event-types set order.paid --description 'An order was paid.' \\",
            "    --example paid.json --schema paid.schema.json"
        })
final class EventTypesSetCommand implements Runnable {
    private static final int NOT_FOUND = 404;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "TYPE", description = "The event type's name, such as order.paid.")
    private String name = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "What its events mean.")
    private Optional<String> description = Optional.empty();

    @Option(
            names = "--example",
            paramLabel = "FILE",
            description = "A JSON file with the data of a sample event.")
    private Optional<Path> example = Optional.empty();

    @ArgGroup private SchemaWish schema = new SchemaWish();

    @Option(names = "--json", description = "Print every field as a JSON object, for scripts.")
    private boolean json;

    /** Sets the schema, or removes it. */
    static final class SchemaWish {
        @Option(
                names = "--schema",
                paramLabel = "FILE",
                description = "A JSON Schema (2020-12) that the data of each event must match.")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--no-schema", description = "Remove the schema.")
        private boolean none;
    }

    private final CommandContext context;

    EventTypesSetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        Optional<JsonNode> newExample = example.map(this::read);
        Optional<JsonNode> newSchema = schema.file.map(this::read);
        String path = "/v1/event-types/" + ApiClient.encoded(name);
        try (ApiClient client = api.client(context)) {
            ObjectNode body = asItIs(client, path);
            description.ifPresent(text -> body.put("description", text));
            newExample.ifPresent(data -> body.set("example", data));
            newSchema.ifPresent(wanted -> body.set("schema", wanted));
            if (schema.none) {
                body.remove("schema");
            }
            JsonNode type = client.put(path, body);
            if (json) {
                spec.commandLine().getOut().println(type);
            } else {
                EventTypeReport.print(type, spec.commandLine().getOut());
            }
        }
    }

    /** Returns the type's current fields that a request can set; empty if there is no such type. */
    private static ObjectNode asItIs(ApiClient client, String path) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        try {
            JsonNode type = client.get(path, Map.of());
            body.set("description", type.path("description"));
            body.set("example", type.path("example"));
            body.set("schema", type.path("schema"));
        } catch (ApiException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
        }
        return body;
    }

    private JsonNode read(Path file) {
        try {
            return FilterText.json(
                    Files.readString(context.folder().resolve(file)), file.toString());
        } catch (IOException e) {
            throw new CommandFailedException("file %s can't be read".formatted(file), e);
        }
    }
}
