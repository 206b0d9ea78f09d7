package dev.hooklane.command;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that select deliveries; the period is that of their events. */
final class DeliveryFilterOptions {
    @Option(names = "--account", paramLabel = "ID", description = "Only those of this account.")
    private String account = "";

    @Option(names = "--endpoint", paramLabel = "ID", description = "Only those of this endpoint.")
    private String endpoint = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Only those of this event type.")
    private String type = "";

    @Mixin private PeriodOptions period = new PeriodOptions();

    /** Returns them as the API's parameters. */
    Map<String, String> query(String status) {
        Map<String, String> query = new HashMap<>();
        query.put("account", account);
        query.put("endpoint", endpoint);
        query.put("type", type);
        query.put("from", period.from());
        query.put("until", period.until());
        query.put("status", status);
        return query;
    }
}
