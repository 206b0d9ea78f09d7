package dev.hooklane.api;

import dev.hooklane.access.Caller;
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
import dev.hooklane.quota.Quotas;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Reads events that callers want published. Any thread may use it. */
final class NewEvents {
    private final Catalogue catalogue;
    private final EventReader reader;
    private final EventRules rules;
    private final Quotas quotas;
    private final InstantSource clock;
    private final RandomGenerator random;

    NewEvents(Catalogue catalogue, Quotas quotas, InstantSource clock, RandomGenerator random) {
        this.catalogue = catalogue;
        this.reader = new EventReader(catalogue);
        this.rules = new EventRules(catalogue);
        this.quotas = quotas;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Returns what counts the events of a request.
     *
     * @param headers receives names and values of headers of the answer, which tell the account
     *     what it has left
     */
    EventCharges charges(Caller caller, BiConsumer<String, String> headers) {
        return new EventCharges(quotas, caller, headers);
    }

    /**
     * Returns the event to be published, and counts it towards its account's quotas.
     *
     * @param named derives the event's id from the request's key and the account, if the event has
     *     none
     * @throws ProblemException if the caller may not publish it, or not now
     */
    EventPublishing.Owned read(
            EventCharges charges, byte[] text, Optional<Function<AccountId, EventId>> named) {
        charges.unparsed(text.length);
        EventBody body = EventBody.read(text);
        Access.require(charges.caller(), body.account());
        charges.parsed(body.account(), text.length);
        return new EventPublishing.Owned(
                body.account(), event(body, named), body.hasId() || named.isPresent());
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
     *
     * @param header returns the value of a header of the request
     */
    static Map<String, String> traceHeaders(Function<String, @Nullable String> header) {
        String parent = header.apply("traceparent");
        if (parent == null) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        TraceContext.received(parent, Optional.ofNullable(header.apply("tracestate")))
                .ifPresent(trace -> {
                    headers.put("traceparent", trace.traceparent());
                    trace.tracestate().ifPresent(state -> headers.put("tracestate", state));
                });
        return headers;
    }

    /** Writes what is answered about an event that is published. */
    static void write(Event event, RecordMetadata at, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", event.id().value());
        json.writeNumberProperty("partition", at.partition());
        json.writeNumberProperty("offset", at.offset());
        json.writeEndObject();
    }
}
