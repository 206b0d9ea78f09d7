package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
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

/** Sets or removes an endpoint's filter, or tries one on the data of a sample event. */
@Command(
        name = "filter",
        mixinStandardHelpOptions = true,
        description = {
            "Sets or removes an endpoint's filter on event data.",
            "With --try, changes nothing and reports whether a sample event matches the filter."
        },
        footerHeading = "%n",
        footer = {
            "Example: one bot's events only, after trying it",
            "  hooklane endpoints filter --set '{\"field\":\"/botId\",\"equals\":\"bot_7\"}' --try '{\"botId\":\"bot_8\"}'",
            "  hooklane endpoints filter --set '{\"field\":\"/botId\",\"equals\":\"bot_7\"}' ep_4m1k7rcn0v8w2x3y"
        })
final class EndpointsFilterCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private JsonOption json = new JsonOption();

    @ArgGroup(multiplicity = "1")
    private Wish wish = new Wish();

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    /** Sets the filter, or removes it. */
    static final class Wish {
        @Option(
                names = "--set",
                paramLabel = "JSON",
                description = "The filter, as JSON.",
                required = true)
        private String filter = "";

        @Option(names = "--remove", description = "Remove the filter.", required = true)
        private boolean remove;
    }

    /** The endpoint, or a sample to try the filter on. */
    static final class Subject {
        @Parameters(paramLabel = "ID", description = "The endpoint's id.")
        private String id = "";

        @Option(
                names = "--try",
                paramLabel = "DATA",
                description = "The data of a sample event, as a JSON object.",
                required = true)
        private String data = "";
    }

    private final CommandContext context;

    EndpointsFilterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        JsonNode filter =
                wish.remove
                        ? JsonMapper.shared().nullNode()
                        : FilterText.json(wish.filter, "--set");
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("filter", filter);
        if (subject.data.isEmpty()) {
            set(body);
        } else {
            body.set("data", FilterText.json(subject.data, "--try"));
            tryIt(body);
        }
    }

    private void set(ObjectNode body) {
        try (ApiClient client = api.client(context)) {
            JsonNode endpoint =
                    client.patch("/v1/endpoints/" + ApiClient.encoded(subject.id), body);
            print(endpoint, "%s has filter %s".formatted(subject.id, endpoint.path("filter")));
        }
    }

    private void tryIt(ObjectNode body) {
        try (ApiClient client = api.client(context)) {
            JsonNode answer = client.post("/v1/filters/try", body);
            print(
                    answer,
                    "%s, because of %s"
                            .formatted(
                                    answer.path("matches").asBoolean(false)
                                            ? "matches"
                                            : "does not match",
                                    answer.path("because").asString("")));
        }
    }

    private void print(JsonNode answer, String people) {
        spec.commandLine().getOut().println(json.isChosen() ? answer : people);
    }
}
