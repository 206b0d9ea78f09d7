package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.EventRules;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.RejectReason;
import dev.hooklane.event.VisibleText;
import dev.hooklane.filter.EventData;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.producer.TraceContext;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.RecordMetadata;
import tools.jackson.core.JsonGenerator;

/** Publishes events. */
final class EventRoutes implements Routes {
    private final EventPublishing publishing;
    private final CallQuotas quotas;
    private final PublishingKeys keys;
    private final Catalogue catalogue;
    private final EventReader reader;
    private final EventRules rules;
    private final InstantSource clock;
    private final RandomGenerator random;

    EventRoutes(
            EventParts events,
            PublishingKeys keys,
            CallQuotas quotas,
            InstantSource clock,
            RandomGenerator random) {
        this.publishing = events.publishing();
        this.keys = keys;
        this.quotas = quotas;
        this.catalogue = events.catalogue();
        this.reader = new EventReader(catalogue);
        this.rules = new EventRules(catalogue);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/events", this::publish, RouteAccess.PUBLISH);
        routes.post("/v1/events/batch", this::publishBatch, RouteAccess.PUBLISH);
    }

    private void publish(Context context) throws IOException {
        Optional<IdempotencyKey> key = IdempotencyKey.of(context);
        byte[] body = Bodies.read(context);
        EventPublishing.Owned event = event(context, body, key.map(named -> named::eventId));
        Optional<PublishingKeys.Use> use =
                key.map(of -> keys.require(context, of, event.account().value(), body));
        RecordMetadata at = publishing.publish(event, traceHeaders(context));
        use.ifPresent(keys::published);
        Answers.json(context, 202, json -> write(event.event(), at, json));
    }

    /**
     * Returns the event to be published.
     *
     * @param named derives the event's id from the request's key and the account, if the event has
     *     none
     */
    private EventPublishing.Owned event(
            Context context, byte[] text, Optional<Function<AccountId, EventId>> named) {
        EventBody body = EventBody.read(text);
        Access.require(context, body.account());
        quotas.publish(context, body.account(), text.length);
        return new EventPublishing.Owned(
                body.account(), event(body, named), body.hasId() || named.isPresent());
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
        List<EventPublishing.Owned> events = new ArrayList<>();
        Map<Integer, Problem> refused = new HashMap<>();
        BatchIds ids = new BatchIds();
        for (int i = 0; i < texts.size(); i++) {
            int position = i;
            try {
                requireObject(texts.get(i), i);
                EventPublishing.Owned event =
                        event(
                                context,
                                texts.get(i),
                                key.map(of -> account -> of.eventId(account, position)));
                ids.require(event);
                events.add(event);
            } catch (ProblemException e) {
                refused.put(i, e.problem());
            }
        }
        requireRoomForOne(events, refused);
        Iterator<RecordMetadata> places =
                publishing.publish(events, traceHeaders(context)).iterator();
        use.ifPresent(keys::published);
        Iterator<EventPublishing.Owned> published = events.iterator();
        Answers.json(
                context,
                202,
                json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("accepted", events.size());
                    json.writeNumberProperty("refused", refused.size());
                    json.writeName("results");
                    json.writeStartArray();
                    for (int i = 0; i < texts.size(); i++) {
                        Problem problem = refused.get(i);
                        if (problem == null) {
                            write(published.next().event(), places.next(), json);
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

    private static void write(Event event, RecordMetadata at, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", event.id().value());
        json.writeNumberProperty("partition", at.partition());
        json.writeNumberProperty("offset", at.offset());
        json.writeEndObject();
    }

    private Event event(EventBody body, Optional<Function<AccountId, EventId>> named) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Supplier<EventId> newId =
                () ->
                        named.map(id -> id.apply(body.account()))
                                .orElseGet(() -> EventId.random(now, random));
        return switch (reader.readNew(body.event(), now, newId)) {
            case EventReading.Accepted(Event event) -> {
                if (event.type().equals(EventTypes.WEBHOOK_TEST)) {
                    throw Problem.invalid(
                            "type",
                            "type webhook.test can't be published; POST /v1/endpoints/{id}/test sends it");
                }
                if (EventTypes.isOwn(event.type())) {
                    throw Problem.invalid(
                            "type",
                            "type %s can't be published; Hooklane itself publishes it"
                                    .formatted(event.type()));
                }
                rules.broken(event, new EventData(event.payload()), now)
                        .ifPresent(why -> {
                            throw problem(why.reason(), why.detail(), body);
                        });
                yield event;
            }
            case EventReading.Rejected(RejectReason reason, String detail) ->
                    throw problem(reason, detail, body);
        };
    }

    private ProblemException problem(RejectReason reason, String detail, EventBody body) {
        return switch (reason) {
            case TOO_LARGE -> Problem.tooLarge(detail);
            case NOT_JSON -> Problem.malformed(detail);
            case NO_ID, BAD_ID -> Problem.invalid("id", detail);
            case ID_REUSED -> Problem.invalid(ProblemCode.EVENT_ID_REUSED, "id", detail);
            case NO_TYPE -> Problem.invalid("type", detail);
            case UNKNOWN_TYPE ->
                    Problem.invalid(
                            ProblemCode.UNKNOWN_EVENT_TYPE, "type", detail + typeHint(body));
            case ARCHIVED_TYPE -> Problem.invalid(ProblemCode.ARCHIVED_EVENT_TYPE, "type", detail);
            case FORGED -> Problem.invalid("type", detail);
            case BAD_TIMESTAMP -> Problem.invalid("timestamp", detail);
            case NO_DATA, BAD_DATA, TOO_DEEP, DUPLICATE_KEY -> Problem.invalid("data", detail);
            case SCHEMA_MISMATCH -> Problem.invalid(ProblemCode.SCHEMA_MISMATCH, "data", detail);
            case NO_ACCOUNT, BAD_ACCOUNT -> Problem.invalid("account", detail);
            case BAD_CLOUD_EVENT -> Problem.malformed(detail);
            case INTERNAL_ERROR -> throw new IllegalStateException(detail);
        };
    }

    private String typeHint(EventBody body) {
        return body.type()
                .map(type ->
                        "; "
                                + TypeNames.hint(
                                        VisibleText.excerpt(type),
                                        TypeNames.publishable(catalogue)))
                .orElse("");
    }

    /**
     * Returns the trace headers that continue the caller's trace with the event, up to the
     * customer.
     */
    private static Map<String, String> traceHeaders(Context context) {
        Map<String, String> headers = new LinkedHashMap<>();
        Optional.ofNullable(context.header("traceparent"))
                .flatMap(parent ->
                        TraceContext.received(
                                parent, Optional.ofNullable(context.header("tracestate"))))
                .ifPresent(trace -> {
                    headers.put("traceparent", trace.traceparent());
                    trace.tracestate().ifPresent(state -> headers.put("tracestate", state));
                });
        return headers;
    }
}
