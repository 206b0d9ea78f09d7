package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.lane.LaneState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Lists lanes in trouble from all instances that answer. */
final class LaneRoutes implements Routes {
    /** The order of {@link LaneState#WORST_FIRST}, for lanes reported by several instances. */
    private static final Comparator<JsonNode> WORST_FIRST =
            Comparator.comparingDouble((JsonNode lane) -> lane.path("openSeconds").asDouble(0))
                    .thenComparingDouble(lane -> lane.path("backlogSeconds").asDouble(0))
                    .thenComparing(lane -> lane.path("slow").asBoolean(false))
                    .thenComparingInt(lane -> lane.path("queued").asInt(0))
                    .reversed();

    private final OperatorParts parts;
    private final EndpointDirectory directory;
    private final OtherInstances others;
    private final InstantSource clock;

    LaneRoutes(
            OperatorParts parts,
            EndpointDirectory directory,
            OtherInstances others,
            InstantSource clock) {
        this.parts = parts;
        this.directory = directory;
        this.others = others;
        this.clock = clock;
    }

    /**
     * The lanes that some instances report. An instance that could not report is not among the
     * names.
     */
    private record Told(List<JsonNode> lanes, List<String> instances) {
        static Told read(JsonNode answer) {
            return new Told(
                    answer.path("lanes").valueStream().toList(),
                    answer.path("instances").valueStream().map(each -> each.asString("")).toList());
        }
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/lanes", this::list, RouteAccess.OPERATE);
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("limit"));
        int limit = Parameters.limit(context);
        if (PeerCall.partitions(context).isPresent()) {
            answer(context, List.of(here(limit)), Set.of(), limit);
            return;
        }
        Set<String> notAsked = new TreeSet<>(parts.delivering().get());
        List<Told> told =
                Stream.concat(others.askEach(context, Told::read).stream(), Stream.of(here(limit)))
                        .toList();
        told.forEach(each -> notAsked.removeAll(each.instances()));
        answer(context, told, notAsked, limit);
    }

    private Told here(int limit) {
        Optional<List<LaneState>> lanes = parts.lanes().now();
        Instant now = clock.instant();
        return lanes.map(all ->
                        new Told(
                                all.stream().limit(limit).map(lane -> json(lane, now)).toList(),
                                List.of(parts.instance())))
                .orElse(new Told(List.of(), List.of()));
    }

    private static void answer(
            Context context, List<Told> told, Collection<String> notAsked, int limit) {
        List<JsonNode> lanes =
                told.stream()
                        .flatMap(each -> each.lanes().stream())
                        .sorted(WORST_FIRST)
                        .limit(limit)
                        .toList();
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeName("lanes");
                    json.writeStartArray();
                    lanes.forEach(lane -> json.writeRawValue(lane.toString()));
                    json.writeEndArray();
                    writeNames(
                            "instances",
                            told.stream().flatMap(each -> each.instances().stream()).sorted(),
                            json);
                    writeNames("notAsked", notAsked.stream(), json);
                    json.writeEndObject();
                });
    }

    private static void writeNames(String field, Stream<String> names, JsonGenerator json) {
        json.writeName(field);
        json.writeStartArray();
        names.forEach(json::writeString);
        json.writeEndArray();
    }

    private JsonNode json(LaneState lane, Instant now) {
        return Answers.tree(json -> write(lane, now, json));
    }

    private void write(LaneState lane, Instant now, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("endpoint", lane.endpoint().value());
        json.writeStringProperty(
                "account",
                directory
                        .find(lane.endpoint())
                        .map(Endpoint::account)
                        .map(Object::toString)
                        .orElse(null));
        json.writeStringProperty("instance", parts.instance());
        json.writeStringProperty("breaker", lane.gate().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty(
                "openSince", lane.openFor().map(now::minus).map(Instant::toString).orElse(null));
        json.writeNumberProperty(
                "openSeconds", lane.openFor().map(each -> each.toMillis() / 1_000.0).orElse(0.0));
        json.writeStringProperty(
                "nextProbeAt",
                lane.gate() == LaneState.Gate.OPEN ? now.plus(lane.untilProbe()).toString() : null);
        json.writeNumberProperty("inFlight", lane.inFlight());
        json.writeNumberProperty("limit", lane.limit());
        json.writeNumberProperty("queued", lane.queued());
        json.writeNumberProperty("backlogSeconds", lane.backlog().toMillis() / 1_000.0);
        json.writeBooleanProperty("slow", lane.slow());
        json.writeEndObject();
    }
}
