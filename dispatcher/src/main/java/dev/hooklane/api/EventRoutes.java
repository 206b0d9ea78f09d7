package dev.hooklane.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        routes.post("/v1/events", charged(this::publish), RouteAccess.PUBLISH);
        routes.post("/v1/events/batch", charged(this::publishBatch), RouteAccess.PUBLISH);
    }

    /** A handler that counts what it publishes. */
    @FunctionalInterface
    private interface ChargedHandler {
        void handle(Context context, EventCharges charges) throws IOException;
    }

    private Handler charged(ChargedHandler handler) {
        return context -> {
            EventCharges charges = events.charges(Access.caller(context), context::header);
            try {
                handler.handle(context, charges);
            } catch (ProblemException e) {
                charges.refused();
                throw e;
            }
        };
    }

    private void publish(Context context, EventCharges charges) throws IOException {
        Optional<IdempotencyKey> key = IdempotencyKey.of(context);
        byte[] body = Bodies.read(context);
        EventPublishing.Owned event = events.read(charges, body, key.map(named -> named::eventId));
        Optional<PublishingKeys.Use> use =
                key.map(of -> keys.require(context, of, event.account().value(), body));
        RecordMetadata at = publishing.publish(event, NewEvents.traceHeaders(context::header));
        use.ifPresent(keys::published);
        Answers.json(context, 202, json -> NewEvents.write(event.event(), at, json));
    }

    /**
     * Publishes all valid events of the batch and reports a result for each. A bad event does not
     * hold up the others.
     */
    private void publishBatch(Context context, EventCharges charges) throws IOException {
        byte[] body = Bodies.read(context, EventBatch.BYTES_MAX);
        charges.unparsedBatch(body.length);
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
                        events.read(
                                charges,
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
