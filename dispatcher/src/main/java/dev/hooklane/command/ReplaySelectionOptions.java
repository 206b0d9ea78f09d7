package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Mixin;
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
                    "Deliveries with this status: dead (the default), delivered, or both:"
                            + " dead,delivered.")
    private List<String> statuses = List.of();

    @Option(
            names = "--missed",
            description = "Everything that the endpoint missed while it was paused or disabled.")
    private boolean missed;

    @Option(
            names = "--events",
            description =
                    "Past events that the endpoint would receive now but that never became a"
                            + " delivery to it.")
    private boolean events;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only these event types or groups, such as 'message.*'.")
    private List<String> types = List.of();

    @Option(
            names = "--died-between",
            paramLabel = "TIME",
            arity = "2",
            description =
                    "Only dead letters that died at the first time or later, and before the"
                            + " second. The other options of time are about the event.")
    private List<String> diedBetween = List.of();

    @Mixin private PeriodOptions period = new PeriodOptions();

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
        putIfGiven(select, "from", period.from());
        putIfGiven(select, "until", period.until());
        if (!diedBetween.isEmpty()) {
            select.putObject("died")
                    .put("from", diedBetween.getFirst())
                    .put("until", diedBetween.getLast());
        }
        return select;
    }

    private static void putIfGiven(ObjectNode select, String field, String time) {
        if (!time.isEmpty()) {
            select.put(field, time);
        }
    }
}
