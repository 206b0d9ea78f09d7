package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes events. */
final class EventRoutes implements Routes {
    private final EventPublishing publishing;
    private final PublishingKeys keys;
    private final NewEvents events;

    EventRoutes(EventPublishing publishing, PublishingKeys keys, NewEvents events) {
        this.publishing = publishing;
        this.keys = keys;
        this.events = events;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/events", this::publish, RouteAccess.PUBLISH);
        routes.post("/v1/events/batch", this::publishBatch, RouteAccess.PUBLISH);
    }

    private void publish(Context context) throws IOException {
        Optional<IdempotencyKey> key = IdempotencyKey.of(context);
        byte[] body = Bodies.read(context);
        EventPublishing.Owned event = read(context, body, key.map(named -> named::eventId));
        Optional<PublishingKeys.Use> use =
                key.map(of -> keys.require(context, of, event.account().value(), body));
        RecordMetadata at = publishing.publish(event, NewEvents.traceHeaders(context::header));
        use.ifPresent(keys::published);
        Answers.json(context, 202, json -> NewEvents.write(event.event(), at, json));
    }

    private EventPublishing.Owned read(
            Context context, byte[] text, Optional<Function<AccountId, EventId>> named) {
        return events.read(Access.caller(context), text, named, context::header);
    }

    /**
     * Publishes all valid events of the batch and reports a result for each. A bad event does not
     * hold up the others.
     */
    private void publishBatch(Context context) throws IOException {
        byte[] body = Bodies.read(context, EventBatch.BYTES_MAX);
        List<byte[]> texts = EventBatch.read(body);
        Optional<IdempotencyKey> key = IdempotencyKey.of(context);
        Optional<PublishingKeys.Use> use = key.map(of -> keys.require(context, of, "", body));
        List<EventPublishing.Owned> valid = new ArrayList<>();
        Map<Integer, Problem> refused = new HashMap<>();
        BatchIds ids = new BatchIds();
        for (int i = 0; i < texts.size(); i++) {
            int position = i;
            try {
                requireObject(texts.get(i), i);
                EventPublishing.Owned event =
                        read(
                                context,
                                texts.get(i),
                                key.map(of -> account -> of.eventId(account, position)));
                ids.require(event);
                valid.add(event);
            } catch (ProblemException e) {
                refused.put(i, e.problem());
            }
        }
        requireRoomForOne(valid, refused);
        Iterator<RecordMetadata> places =
                publishing.publish(valid, NewEvents.traceHeaders(context::header)).iterator();
        use.ifPresent(keys::published);
        Iterator<EventPublishing.Owned> published = valid.iterator();
        Answers.json(
                context,
                202,
                json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("accepted", valid.size());
                    json.writeNumberProperty("refused", refused.size());
                    json.writeName("results");
                    json.writeStartArray();
                    for (int i = 0; i < texts.size(); i++) {
                        Problem problem = refused.get(i);
                        if (problem == null) {
                            NewEvents.write(published.next().event(), places.next(), json);
                        } else {
                            problem.write(json);
                        }
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    /** Answers 429 for the whole batch if quotas refuse every event that is valid. */
    private static void requireRoomForOne(
            List<EventPublishing.Owned> events, Map<Integer, Problem> refused) {
        if (events.isEmpty()) {
            refused.values().stream()
                    .filter(problem -> problem.quota().isPresent())
                    .findFirst()
                    .ifPresent(problem -> {
                        throw new ProblemException(problem);
                    });
        }
    }

    private static void requireObject(byte[] text, int position) {
        if (text[0] != '{') {
            throw Problem.invalid("events", "events[%d] is not an object".formatted(position));
        }
    }
}
