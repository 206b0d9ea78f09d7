package dev.hooklane.console.waiting;

import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * All stages that an event passes, with the records waiting in each.
 *
 * @param worst the state of the latest stage
 * @param records the total number of waiting records
 * @param deferred the events that wait for their accounts' shares of the fan-out
 * @param live path of the stream of updates
 */
public record WaitingStages(
        List<Stage> stages, Badge worst, String records, Deferred deferred, String live) {
    /** Commits and polls alone can take almost this long. */
    private static final double LATE_SECONDS = 10;

    private static final double TOO_LATE_SECONDS = 300;

    public WaitingStages {
        stages = List.copyOf(stages);
    }

    /**
     * One topic.
     *
     * @param name the kind of records that wait there
     * @param oldest when the oldest record was written; empty if the topic is empty
     * @param due when the first record is due
     */
    public record Stage(
            String name,
            String topic,
            String records,
            boolean empty,
            Optional<Instant> oldest,
            Optional<Instant> due,
            Badge state) {}

    /**
     * Events that are deferred.
     *
     * @param notAsked the names of instances that did not report theirs; empty if all did
     */
    public record Deferred(String events, List<OfAccount> accounts, String notAsked) {
        public Deferred {
            accounts = List.copyOf(accounts);
        }

        static Deferred of(JsonNode json) {
            return new Deferred(
                    Texts.count(json.path("events").asLong(0)),
                    json.path("accounts")
                            .valueStream()
                            .map(each ->
                                    new OfAccount(
                                            each.path("account").asString(),
                                            Texts.count(each.path("events").asLong()),
                                            Instant.parse(each.path("oldestAt").asString())))
                            .toList(),
                    json.path("notAsked")
                            .valueStream()
                            .map(JsonNode::asString)
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Those of one account. */
    public record OfAccount(String account, String events, Instant oldest) {}

    static WaitingStages of(JsonNode json, String live) {
        List<JsonNode> topics = json.path("topics").valueStream().toList();
        double latest =
                topics.stream()
                        .mapToDouble(each -> each.path("lateSeconds").asDouble(0))
                        .max()
                        .orElse(0);
        long records = topics.stream().mapToLong(each -> each.path("records").asLong()).sum();
        return new WaitingStages(
                topics.stream().map(WaitingStages::stage).toList(),
                latest < LATE_SECONDS ? Badge.good("Nothing is late") : state(latest),
                Texts.count(records),
                Deferred.of(json.path("deferred")),
                live);
    }

    private static Stage stage(JsonNode json) {
        long records = json.path("records").asLong();
        return new Stage(
                name(json),
                json.path("topic").asString(),
                Texts.count(records),
                records == 0,
                json.path("oldestAt").stringValueOpt().map(Instant::parse),
                json.path("dueAt").stringValueOpt().map(Instant::parse),
                records == 0 ? Badge.plain("Empty") : state(json.path("lateSeconds").asDouble(0)));
    }

    private static Badge state(double lateSeconds) {
        if (lateSeconds < LATE_SECONDS) {
            return Badge.good("On time");
        }
        String late = Texts.seconds(lateSeconds) + " late";
        return lateSeconds < TOO_LATE_SECONDS ? Badge.warn(late) : Badge.bad(late);
    }

    private static String name(JsonNode json) {
        return switch (json.path("kind").asString()) {
            case "events" -> "Events to fan out";
            case "deliveries" -> "Deliveries to attempt";
            case "bulk" -> "Replayed deliveries";
            case "step" -> "Failed, waiting " + json.path("delay").asString("");
            case "parked" ->
                    "Parked " + json.path("delay").asString("") + ", because their lane is full";
            default -> json.path("kind").asString();
        };
    }
}
