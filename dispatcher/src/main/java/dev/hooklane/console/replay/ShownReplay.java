package dev.hooklane.console.replay;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.replay.ReplayState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A replay and its progress.
 *
 * @param account its account, if several accounts' replays may be shown
 * @param because why it is held or cancelled; empty if it is not
 * @param what the selected deliveries, in words
 * @param done how many deliveries have an outcome or were skipped, out of {@code all}; {@code
 *     summary} says the same in words
 * @param goes whether it is sending, or will send by itself
 * @param paused whether it can be resumed
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
        Optional<Instant> diedFrom,
        Optional<Instant> diedUntil,
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

    /** The number of deliveries with one outcome. */
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
                time(select.path("died").path("from")),
                time(select.path("died").path("until")),
                Instant.parse(json.path("startedAt").asString()),
                time(json.path("endedAt")),
                json.path("ratePerSecond").asString(),
                done,
                // A progress bar needs a total of at least 1.
                Math.max(1, Math.max(matched, done)),
                "%s of %s%s"
                        .formatted(
                                Texts.count(done),
                                json.path("more").asBoolean() ? "at least " : "",
                                Texts.count(Math.max(matched, done))),
                counts(json),
                state.equals(ReplayState.Kind.RUNNING.wireName())
                        || state.equals(ReplayState.Kind.HELD.wireName()),
                state.equals(ReplayState.Kind.PAUSED.wireName()));
    }

    /** Reports whether the replay may still send something. */
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
        addIfSome(counts, "Already sent", skipped.path("had_delivery"));
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
        return ReplayState.Kind.find(state)
                .map(ShownReplay::badge)
                .orElseGet(() -> Badge.plain(state));
    }

    private static Badge badge(ReplayState.Kind state) {
        return switch (state) {
            case RUNNING -> Badge.good("Running");
            case HELD -> Badge.warn("Held");
            case PAUSED -> Badge.warn("Paused");
            case DONE -> Badge.plain("Done");
            case CANCELLED -> Badge.plain("Cancelled");
        };
    }

    private static String what(JsonNode select) {
        if (select.path("missed").asBoolean(false)) {
            return "Missed while paused or disabled";
        }
        if (select.path("events").asBoolean(false)) {
            return "Past events";
        }
        String statuses =
                select.path("status")
                        .valueStream()
                        .map(each ->
                                each.asString().equals(DeliveryStatus.Kind.DEAD.wireName())
                                        ? "dead letters"
                                        : "delivered")
                        .collect(Collectors.joining(" and "));
        return statuses.isEmpty()
                ? "Dead letters"
                : Character.toUpperCase(statuses.charAt(0)) + statuses.substring(1);
    }

    private static Optional<Instant> time(JsonNode json) {
        return json.stringValueOpt().map(Instant::parse);
    }
}
