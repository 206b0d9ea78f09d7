package dev.hooklane.delivery;

import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a history record by which lists select deliveries and which statistics count, read
 * without the attempts' responses.
 *
 * @param status empty if this release does not know it
 * @param published when the event was appended to its topic, in milliseconds since 1970
 * @param retried whether the delivery was retried by hand or replayed, and so was settled before
 * @param first whether the delivery was not retried and has at most one attempt; if it is
 *     delivered, it has no earlier record
 * @param lastAttempt the latest attempt, made for this record or an earlier one
 * @param attempted whether the record was written because of that attempt; a delivery that is
 *     cancelled or finds its endpoint paused has a record without a new attempt
 */
public record HistoryHead(
        String account,
        String event,
        String type,
        Optional<DeliveryStatus.Kind> status,
        long published,
        boolean retried,
        boolean first,
        Optional<AttemptHead> lastAttempt,
        boolean attempted) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * The parts of an attempt that statistics count.
     *
     * @param startedAt in milliseconds since 1970
     * @param outcome as {@link AttemptOutcome#label} names it
     */
    public record AttemptHead(long startedAt, long millis, String outcome) {}

    /**
     * Returns the head of a record's value.
     *
     * @throws IllegalArgumentException if the value is not one that {@link HistoryCodec} made
     */
    public static HistoryHead read(byte[] value) {
        return HeadScan.head(value).orElseGet(() -> parse(value));
    }

    /** Does the same, however the JSON is written. */
    static HistoryHead parse(byte[] value) {
        String account = "";
        String event = "";
        String type = "";
        String status = "";
        String reason = "";
        long published = 0;
        boolean retried = false;
        boolean atMostOne = true;
        Optional<AttemptHead> lastAttempt = Optional.empty();
        try (JsonParser json = JSON.createParser(value)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "account" -> account = json.getString();
                    case "event" -> event = json.getString();
                    case "published" -> published = json.getLongValue();
                    case "type" -> type = json.getString();
                    case "status" -> status = json.getString();
                    case "reason" -> reason = json.getString();
                    case "round" -> retried = json.getIntValue() != 0;
                    case "attempts" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            Numbered attempt = attempt(json);
                            lastAttempt = Optional.of(attempt.head());
                            atMostOne &= attempt.number() <= 1;
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "history record is not readable: " + e.getOriginalMessage(), e);
        }
        if (status.isEmpty()) {
            throw new IllegalArgumentException("history record has no status");
        }
        return of(account, event, type, status, reason, published, retried, atMostOne, lastAttempt);
    }

    /**
     * Returns the head with these fields.
     *
     * @param reason why the delivery is dead, if it is
     * @param atMostOne whether it has at most one attempt
     */
    static HistoryHead of(
            String account,
            String event,
            String type,
            String status,
            String reason,
            long published,
            boolean retried,
            boolean atMostOne,
            Optional<AttemptHead> lastAttempt) {
        Optional<DeliveryStatus.Kind> kind = DeliveryStatus.Kind.find(status);
        return new HistoryHead(
                account,
                event,
                type,
                kind,
                published,
                retried,
                !retried && atMostOne,
                lastAttempt,
                lastAttempt.isPresent() && kind.isPresent() && isOfAttempt(kind.get(), reason));
    }

    /** Reports whether the delivery's event is erased. */
    public boolean isErased(Erasures erasures) {
        return erasures.covers(
                new AccountId(account), new EventId(event), Instant.ofEpochMilli(published));
    }

    private static boolean isOfAttempt(DeliveryStatus.Kind status, String reason) {
        return switch (status) {
            case DELIVERED, WAITING -> true;
            case DEAD ->
                    switch (DeadLetterReason.ofWireName(reason)) {
                        case EXHAUSTED, GONE -> true;
                        case ENDPOINT_DISABLED, ENDPOINT_PAUSED, INTERNAL_ERROR -> false;
                        // Kafka may have refused a parked delivery, and parking is not an attempt.
                        case UNWRITABLE -> false;
                    };
            case CANCELLED -> false;
        };
    }

    private record Numbered(int number, AttemptHead head) {}

    /** Reads the counted parts of one attempt and skips the rest. */
    private static Numbered attempt(JsonParser json) {
        int number = 0;
        long startedAt = 0;
        long millis = 0;
        String outcome = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "number" -> number = json.getIntValue();
                case "startedAt" -> startedAt = json.getLongValue();
                case "ms" -> millis = json.getLongValue();
                case "status" -> outcome = AttemptOutcome.label(json.getIntValue());
                case "error" -> outcome = json.getString();
                default -> json.skipChildren();
            }
        }
        return new Numbered(number, new AttemptHead(startedAt, millis, outcome));
    }
}
