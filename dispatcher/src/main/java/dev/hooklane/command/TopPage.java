package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Formats what {@code top} sees as a page for a terminal. */
final class TopPage {
    /** In the order of the page. */
    private static final List<String> RATES =
            List.of("accepted", "attempts", "delivered", "waiting", "dead", "parked");

    private static final List<Column> LANES =
            List.of(
                    Column.of("ENDPOINT", "endpoint"),
                    Column.of("ACCOUNT", "account"),
                    Column.of("BREAKER", "breaker"),
                    Column.of("OPEN S", "openSeconds"),
                    Column.of("IN FLIGHT", "inFlight"),
                    Column.of("QUEUED", "queued"),
                    Column.of("BACKLOG S", "backlogSeconds"),
                    Column.of("INSTANCE", "instance"));

    private static final List<Column> DEFERRED =
            List.of(
                    Column.of("ACCOUNT", "account"),
                    Column.of("EVENTS", "events"),
                    Column.of("WAITING S", "oldestSeconds"));

    private TopPage() {}

    /**
     * Returns the lines of the page.
     *
     * @param before the look before it; empty at the first
     */
    static List<String> lines(TopLook now, Optional<TopLook> before) {
        List<String> lines = new ArrayList<>();
        lines.add("hooklane top, " + now.at());
        lines.add("");
        lines.add(rates(now, before));
        lines.add("");
        addWaiting(now, before, lines);
        addTable("ENDPOINTS IN TROUBLE", now.lanes().path("lanes"), LANES, lines);
        addTable(
                "EVENTS OVER THEIR ACCOUNT'S SHARE",
                now.waiting().path("deferred").path("accounts"),
                DEFERRED,
                lines);
        String missing =
                now.lanes()
                        .path("notAsked")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            lines.add("missing: these instances did not report: " + missing);
        }
        return lines;
    }

    private static String rates(TopLook now, Optional<TopLook> before) {
        if (now.counted().isEmpty()) {
            return "PER SECOND  not known: metrics are on a port of their own";
        }
        Map<String, Double> rates = before.map(now::ratesSince).orElse(Map.of());
        return RATES.stream()
                .map(name ->
                        rates.containsKey(name)
                                ? String.format(
                                        Locale.ROOT, "%s %.1f", name, rates.getOrDefault(name, 0.0))
                                : name + " -")
                .collect(Collectors.joining("  ", "PER SECOND  ", "  (the instance that answers)"));
    }

    private static void addWaiting(TopLook now, Optional<TopLook> before, List<String> lines) {
        Map<String, Long> then = new HashMap<>();
        before.ifPresent(look ->
                look.waiting()
                        .path("topics")
                        .forEach(topic ->
                                then.put(
                                        topic.path("topic").asString(""),
                                        topic.path("records").asLong())));
        List<Column> columns =
                List.of(
                        Column.of("TOPIC", "topic"),
                        Column.of("RECORDS", "records"),
                        new Column("CHANGE", topic -> change(topic, then)),
                        Column.of("OLDEST S", "oldestSeconds"),
                        Column.of("LATE S", "lateSeconds"),
                        new Column("", TopPage::isLate));
        List<JsonNode> busy =
                now.waiting()
                        .path("topics")
                        .valueStream()
                        .filter(topic ->
                                topic.path("records").asLong() > 0
                                        || then.getOrDefault(topic.path("topic").asString(""), 0L)
                                                > 0)
                        .toList();
        if (busy.isEmpty()) {
            lines.add("WAITING  nothing");
        } else {
            lines.add("WAITING");
            lines.addAll(ApiList.table(busy, columns));
        }
        lines.add("");
    }

    private static String change(JsonNode topic, Map<String, Long> then) {
        Long before = then.get(topic.path("topic").asString(""));
        return before == null
                ? "-"
                : String.format(Locale.ROOT, "%+d", topic.path("records").asLong() - before);
    }

    /** The words for what is late by so much that somebody might notice. */
    private static String isLate(JsonNode topic) {
        return topic.path("lateSeconds").asDouble(0) >= 1 ? "late" : "";
    }

    private static void addTable(
            String title, JsonNode items, List<Column> columns, List<String> lines) {
        if (items.isEmpty()) {
            return;
        }
        lines.add(title);
        lines.addAll(ApiList.table(items.valueStream().toList(), columns));
        lines.add("");
    }
}
