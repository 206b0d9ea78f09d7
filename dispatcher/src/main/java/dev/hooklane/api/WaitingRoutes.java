package dev.hooklane.api;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delay.DurationText;
import dev.hooklane.waiting.WaitingRecords;
import dev.hooklane.waiting.WaitingTopic;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Shows the waiting records, topic by topic, and the events that the fan-out has deferred. */
final class WaitingRoutes implements Routes {
    private final WaitingRecords waiting;
    private final DeferredEvents deferred;
    private final InstantSource clock;

    WaitingRoutes(WaitingRecords waiting, DeferredEvents deferred, InstantSource clock) {
        this.waiting = waiting;
        this.deferred = deferred;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/waiting", this::list, RouteAccess.OPERATE);
    }

    private void list(Context context) {
        Parameters.only(context, Set.of());
        // Another instance asks only for what this one has deferred; it looks at the topics itself.
        boolean asked = PeerCall.partitions(context).isPresent();
        List<WaitingTopic> topics = asked ? List.of() : waiting.now();
        DeferredEvents.Told told = asked ? deferred.here() : deferred.everywhere(context);
        Instant now = clock.instant();
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("at", now.toString());
                    json.writeName("topics");
                    json.writeStartArray();
                    topics.forEach(topic -> write(topic, now, json));
                    json.writeEndArray();
                    json.writeName("deferred");
                    told.write(now, json);
                    json.writeEndObject();
                });
    }

    static void write(WaitingTopic topic, Instant now, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("topic", topic.topic());
        json.writeStringProperty("kind", topic.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty(
                "delay",
                topic.delay().map(DelayTopic::delay).map(DurationText::format).orElse(null));
        json.writeNumberProperty("records", topic.records());
        json.writeStringProperty("oldestAt", topic.oldestAt().map(Instant::toString).orElse(null));
        writeSecondsSince("oldestSeconds", topic.oldestAt(), now, json);
        json.writeStringProperty("dueAt", topic.dueAt().map(Instant::toString).orElse(null));
        writeSecondsSince("lateSeconds", topic.dueAt(), now, json);
        json.writeEndObject();
    }

    private static void writeSecondsSince(
            String name, Optional<Instant> then, Instant now, JsonGenerator json) {
        json.writeName(name);
        if (then.isPresent()) {
            json.writeNumber(secondsSince(then.get(), now));
        } else {
            json.writeNull();
        }
    }

    /**
     * Returns the seconds since a time; never negative, as the brokers' clock may be ahead of this
     * one.
     */
    static double secondsSince(Instant then, Instant now) {
        return Math.max(0, now.toEpochMilli() - then.toEpochMilli()) / 1_000.0;
    }
}
