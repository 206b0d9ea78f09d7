package dev.hooklane.console.replay;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A replay, and how far it has come.
 *
 * @param account whose it is, where several accounts' may be shown
 * @param because why it is held or cancelled; empty if it is not
 * @param what it is of, in words
 * @param done how many have an outcome, of all; the same in words as summary
 * @param goes whether it sends, or will by itself
 * @param paused whether it can go on
 */
public record ShownReplay(
        String id,
        String path,
        KnownEndpoint endpoint,
        String account,
        Badge state,
        String because,
        String what,
        List<String> types,
        Optional<Instant> from,
        Optional<Instant> until,
        Instant startedAt,
        Optional<Instant> endedAt,
        String rate,
        long done,
        long all,
        String summary,
        List<Count> counts,
        boolean goes,
        boolean paused) {
    public ShownReplay {
        types = List.copyOf(types);
        counts = List.copyOf(counts);
    }

    /** How many came to something. */
    public record Count(String name, String count) {}

    static ShownReplay of(JsonNode json, KnownEndpoint endpoint) {
        String state = json.path("state").asString();
        JsonNode select = json.path("select");
        long skipped =
                json.path("skipped").properties().stream()
                        .mapToLong(each -> each.getValue().asLong())
                        .sum();
        long done =
                json.path("delivered").asLong()
                        + json.path("dead").asLong()
                        + json.path("cancelled").asLong()
                        + skipped;
        long matched = json.path("matched").asLong();
        String id = json.path("id").asString();
        return new ShownReplay(
                id,
                ReplayPages.path(id),
                endpoint,
                json.path("account").asString(),
                badge(state),
                json.path("because").asString(""),
                what(select),
                select.path("types").valueStream().map(JsonNode::asString).toList(),
                time(select.path("from")),
                time(select.path("until")),
                Instant.parse(json.path("startedAt").asString()),
                time(json.path("endedAt")),
                json.path("ratePerSecond").asString(),
                done,
                // A progress has to be of something.
                Math.max(1, Math.max(matched, done)),
                "%s of %s%s"
                        .formatted(
                                Texts.count(done),
                                json.path("more").asBoolean() ? "at least " : "",
                                Texts.count(Math.max(matched, done))),
                counts(json),
                state.equals("running") || state.equals("held"),
                state.equals("paused"));
    }

    /** Whether something may still come of it. */
    public boolean unfinished() {
        return goes || paused;
    }

    private static List<Count> counts(JsonNode json) {
        List<Count> counts = new ArrayList<>();
        counts.add(count("Delivered", json.path("delivered")));
        counts.add(count("Failed again", json.path("dead")));
        counts.add(count("On the way", json.path("open")));
        addIfSome(counts, "Cancelled", json.path("cancelled"));
        JsonNode skipped = json.path("skipped");
        addIfSome(counts, "Payload gone", skipped.path("payload_gone"));
        addIfSome(counts, "Had it already", skipped.path("had_delivery"));
        return counts;
    }

    private static void addIfSome(List<Count> counts, String name, JsonNode number) {
        if (number.asLong(0) > 0) {
            counts.add(count(name, number));
        }
    }

    private static Count count(String name, JsonNode number) {
        return new Count(name, Texts.count(number.asLong()));
    }

    private static Badge badge(String state) {
        return switch (state) {
            case "running" -> Badge.good("Running");
            case "held" -> Badge.warn("Held");
            case "paused" -> Badge.warn("Paused");
            case "done" -> Badge.plain("Done");
            case "cancelled" -> Badge.plain("Cancelled");
            default -> Badge.plain(state);
        };
    }

    private static String what(JsonNode select) {
        if (select.path("missed").asBoolean(false)) {
            return "What it missed while paused or disabled";
        }
        if (select.path("events").asBoolean(false)) {
            return "Past events";
        }
        String statuses =
                select.path("status")
                        .valueStream()
                        .map(each -> each.asString().equals("dead") ? "dead letters" : "delivered")
                        .collect(Collectors.joining(" and "));
        return statuses.isEmpty()
                ? "Dead letters"
                : Character.toUpperCase(statuses.charAt(0)) + statuses.substring(1);
    }

    private static Optional<Instant> time(JsonNode json) {
        return json.stringValueOpt().map(Instant::parse);
    }
}
