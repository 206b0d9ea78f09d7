package dev.hooklane.command;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that select deliveries. */
final class DeliveryFilterOptions {
    @Option(names = "--account", paramLabel = "ID", description = "Only those of this account.")
    private String account = "";

    @Option(names = "--endpoint", paramLabel = "ID", description = "Only those of this endpoint.")
    private String endpoint = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Only those of this event type.")
    private String type = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Only for events that happened at or after this time, such as"
                            + " 2027-11-30T03:00:00Z.")
    private String from = "";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only for events that happened before this time.")
    private String until = "";

    /** Returns them as the API's parameters. */
    Map<String, String> query(String status) {
        Map<String, String> query = new HashMap<>();
        query.put("account", account);
        query.put("endpoint", endpoint);
        query.put("type", type);
        query.put("from", from);
        query.put("until", until);
        query.put("status", status);
        return query;
    }
}
