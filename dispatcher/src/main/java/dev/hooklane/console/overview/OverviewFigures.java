package dev.hooklane.console.overview;

import dev.hooklane.console.delivery.DeliveryPages;
import dev.hooklane.console.overview.OverviewView.Due;
import dev.hooklane.console.overview.OverviewView.Figure;
import dev.hooklane.console.overview.OverviewView.Seen;
import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What happens and what waits, each with the page that lists it. */
final class OverviewFigures {
    private static final String PER_MINUTE = "a minute";

    /** Commits and polls alone can take almost this long. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final Duration TOO_LATE = Duration.ofMinutes(5);

    private OverviewFigures() {}

    static List<Figure> of(JsonNode json, Seen seen) {
        JsonNode minute = json.path("lastMinute");
        JsonNode waiting = json.path("waiting");
        List<Figure> figures = new ArrayList<>();
        figures.add(
                new Figure("Published", count(minute.path("published")), PER_MINUTE, "/events"));
        figures.add(
                new Figure(
                        "Delivered", count(minute.path("succeeded")), PER_MINUTE, "/deliveries"));
        figures.add(
                new Figure(
                        "Failed attempts",
                        count(minute.path("failed")),
                        PER_MINUTE,
                        "/deliveries?status=waiting"));
        figures.add(
                new Figure(
                        "Waiting",
                        count(waiting.path("deliveries")) + more(waiting.path("more")),
                        "",
                        seen.all() ? "/waiting" : "/deliveries?status=waiting"));
        figures.add(
                new Figure(
                        "Parked",
                        count(waiting.path("parked")) + more(waiting.path("parkedMore")),
                        "",
                        seen.all() ? "/lanes" : "/overview#" + ParkedView.ANCHOR));
        figures.add(
                new Figure(
                        "Dead letters",
                        count(json.path("day").path("deadLetters")),
                        "in 24 hours",
                        seen.operator() ? "/dead-letters" : "/deliveries?status=dead"));
        return figures;
    }

    private static String more(JsonNode more) {
        return more.asBoolean(false) ? "+" : "";
    }

    /** Returns the number, or a dash if it is not known. */
    private static String count(JsonNode number) {
        return number.isNumber() ? Texts.count(number.asLong()) : "–";
    }

    static Optional<Due> due(JsonNode json, Seen seen) {
        Instant now = Instant.parse(json.path("at").asString());
        JsonNode waiting = json.path("waiting");
        JsonNode stage = waiting.path("firstDue");
        if (stage.isObject()) {
            return stage.path("dueAt")
                    .stringValueOpt()
                    .map(Instant::parse)
                    .map(at -> new Due(stage(stage), "/waiting", at, state(at, now)));
        }
        JsonNode oldest = waiting.path("oldest");
        if (!oldest.isObject() || seen.all()) {
            return Optional.empty();
        }
        return oldest.path("nextAttemptAt")
                .stringValueOpt()
                .map(Instant::parse)
                .map(at ->
                        new Due(
                                oldest.path("type").asString(""),
                                DeliveryPages.path(oldest.path("id").asString("")),
                                at,
                                state(at, now)));
    }

    private static String stage(JsonNode json) {
        return switch (json.path("kind").asString("")) {
            case "events" -> "An event to fan out";
            case "deliveries" -> "A delivery to attempt";
            case "bulk" -> "A replayed delivery";
            case "step" -> "A failed delivery, after " + json.path("delay").asString("");
            case "parked" -> "A parked delivery, after " + json.path("delay").asString("");
            default -> json.path("topic").asString("");
        };
    }

    private static Badge state(Instant at, Instant now) {
        Duration late = Duration.between(at, now);
        if (late.compareTo(LATE) < 0) {
            return Badge.good("On time");
        }
        String text = Texts.seconds((double) late.toSeconds()) + " late";
        return late.compareTo(TOO_LATE) < 0 ? Badge.warn(text) : Badge.bad(text);
    }
}
