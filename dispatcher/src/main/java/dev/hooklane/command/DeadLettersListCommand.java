package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import dev.hooklane.command.ApiList.Fetched;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists dead letters, or counts them. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters, one per line, latest events first.",
        footerHeading = "%n",
        footer = {
            "Example: of one endpoint, and of the last two hours by what went wrong",
            "  hooklane dead-letters list --endpoint ep_4m1k7rcn0v8w2x3y --limit 20",
            "  hooklane dead-letters list --since 2h --by outcome"
        })
final class DeadLettersListCommand implements Runnable {
    /** How many are counted with {@code --by}. */
    private static final int COUNTED_MAX = 10_000;

    @Mixin private DeliveryFilterOptions filter = new DeliveryFilterOptions();
    @Mixin private ApiList list = new ApiList();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description =
                    "Count the latest 10,000 by ${COMPLETION-CANDIDATES}, instead of listing them.")
    private @Nullable By by;

    private final CommandContext context;

    DeadLettersListCommand(CommandContext context) {
        this.context = context;
    }

    /** What dead letters are counted by. */
    private enum By {
        // The names are what is typed.
        endpoint,
        host,
        outcome
    }

    @Override
    public void run() {
        context.silenceLog();
        Map<String, String> query = filter.query(DeliveryStatus.Kind.DEAD.wireName());
        try (ApiClient client = list.client(context)) {
            if (by == null) {
                list(list.fetch(client, "/v1/deliveries", query, "deliveries"), client);
            } else {
                count(
                        ApiList.fetch(client, "/v1/deliveries", query, "deliveries", COUNTED_MAX),
                        by,
                        client);
            }
        }
    }

    private void list(Fetched fetched, ApiClient client) {
        // As JSON, everything is printed as the API has it.
        EndpointHosts hosts =
                EndpointHosts.of(list.isTable() ? endpoints(fetched.items()) : List.of(), client);
        list.print(
                fetched,
                List.of(
                        Column.of("DELIVERY", "id"),
                        Column.of("ACCOUNT", "account"),
                        Column.of("ENDPOINT", "endpoint"),
                        new Column("HOST", item -> hosts.of(endpoint(item))),
                        Column.of("TYPE", "type"),
                        Column.of("ATTEMPTS", "attempts"),
                        new Column("LAST OUTCOME", DeadLettersListCommand::outcome),
                        Column.of("REASON", "reason"),
                        Column.of("SINCE", "updatedAt")));
    }

    private void count(Fetched fetched, By what, ApiClient client) {
        List<JsonNode> groups =
                switch (what) {
                    case endpoint ->
                            DeadLetterGroups.of(
                                    fetched.items(), "endpoint", DeadLettersListCommand::endpoint);
                    case host -> {
                        EndpointHosts hosts = EndpointHosts.of(endpoints(fetched.items()), client);
                        yield DeadLetterGroups.of(
                                fetched.items(), "host", item -> hosts.of(endpoint(item)));
                    }
                    case outcome ->
                            DeadLetterGroups.of(
                                    fetched.items(), "outcome", DeadLettersListCommand::outcome);
                };
        list.print(new Fetched(groups, false), DeadLetterGroups.columns(what.name()));
    }

    private static List<String> endpoints(List<JsonNode> deadLetters) {
        return deadLetters.stream().map(DeadLettersListCommand::endpoint).toList();
    }

    private static String endpoint(JsonNode deadLetter) {
        return deadLetter.path("endpoint").asString("");
    }

    /** Returns the outcome of the last attempt; a dash if there was none. */
    private static String outcome(JsonNode deadLetter) {
        return deadLetter.path("lastAttempt").path("outcome").asString("-");
    }
}
