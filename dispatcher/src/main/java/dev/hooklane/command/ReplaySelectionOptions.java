package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The options that select which deliveries of an endpoint are replayed. */
final class ReplaySelectionOptions {
    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            description =
                    "Deliveries that are dead (the default), delivered, or both: dead,delivered.")
    private List<String> statuses = List.of();

    @Option(
            names = "--missed",
            description = "All that was missed while the endpoint was paused or disabled.")
    private boolean missed;

    @Option(
            names = "--events",
            description =
                    "Past events that never became a delivery to the endpoint and are for it as it is now.")
    private boolean events;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only of these event types or groups, such as 'message.*'.")
    private List<String> types = List.of();

    @Option(
            names = {"--from", "--since"},
            paramLabel = "TIME",
            description =
                    "Only of events that happened then or later, such as 2027-11-30T03:00:00Z.")
    private String from = "";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only of events that happened before that.")
    private String until = "";

    /** Returns them as the API's field {@code select}. */
    ObjectNode json() {
        ObjectNode select = JsonMapper.shared().createObjectNode();
        if (!statuses.isEmpty()) {
            statuses.forEach(select.putArray("status")::add);
        }
        if (missed) {
            select.put("missed", true);
        }
        if (events) {
            select.put("events", true);
        }
        if (!types.isEmpty()) {
            types.forEach(select.putArray("types")::add);
        }
        if (!from.isEmpty()) {
            select.put("from", from);
        }
        if (!until.isEmpty()) {
            select.put("until", until);
        }
        return select;
    }
}
