package dev.hooklane.console.waiting;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The lanes in trouble, worst first.
 *
 * @param notAsked instances that did not report, separated by commas
 * @param instances the number of instances that reported
 * @param live path of the stream of updates
 */
public record LaneList(List<Lane> lanes, String instances, String notAsked, String live) {
    public LaneList {
        lanes = List.copyOf(lanes);
    }

    /**
     * One lane in one instance.
     *
     * @param path of its endpoint's page; empty if the endpoint is gone
     * @param account its account; empty if the endpoint is gone
     * @param breaker whether anything is sent
     * @param openSince since when it sends less or nothing
     * @param nextProbe when the next probe is sent
     * @param backlog how long the parked deliveries will take
     */
    public record Lane(
            String host,
            String path,
            String account,
            Badge breaker,
            Optional<Instant> openSince,
            Optional<Instant> nextProbe,
            String inFlight,
            String queued,
            String backlog,
            String instance) {}

    static LaneList of(JsonNode json, KnownEndpoints endpoints, String live) {
        return new LaneList(
                json.path("lanes").valueStream().map(each -> lane(each, endpoints)).toList(),
                Texts.count(json.path("instances").size(), "instance"),
                json.path("notAsked")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", ")),
                live);
    }

    private static Lane lane(JsonNode json, KnownEndpoints endpoints) {
        KnownEndpoint known = endpoints.get(json.path("endpoint").asString());
        double backlog = json.path("backlogSeconds").asDouble(0);
        return new Lane(
                known.url().host(),
                known.path(),
                json.path("account").asString(""),
                breaker(json),
                json.path("openSince").stringValueOpt().map(Instant::parse),
                json.path("nextProbeAt").stringValueOpt().map(Instant::parse),
                "%s of %s"
                        .formatted(
                                Texts.count(json.path("inFlight").asLong()),
                                Texts.count(json.path("limit").asLong())),
                Texts.count(json.path("queued").asLong()),
                backlog == 0 ? "–" : Texts.seconds(backlog),
                json.path("instance").asString(""));
    }

    private static Badge breaker(JsonNode json) {
        return switch (json.path("breaker").asString()) {
            case "open" -> Badge.bad("Nothing is sent");
            case "half_open" -> Badge.warn("Trying again");
            case "closed" ->
                    json.path("slow").asBoolean(false)
                            ? Badge.warn("Slow")
                            : Badge.warn("Catching up");
            default -> Badge.plain(json.path("breaker").asString());
        };
    }
}
