package dev.hooklane.api;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.PhaseTimes;
import dev.hooklane.delivery.SourceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Deliveries as the API shows them. */
final class DeliveryJson {
    private DeliveryJson() {}

    /** Writes the delivery with every attempt and the kept part of its response. */
    static void write(DeliveryHistory delivery, JsonGenerator json) {
        json.writeStartObject();
        writeHead(delivery, json);
        json.writeName("attempts");
        json.writeStartArray();
        delivery.attempts().forEach(attempt -> write(attempt, true, json));
        json.writeEndArray();
        json.writeNumberProperty("attemptsLeftOut", Math.max(0, delivery.attemptsLeftOut()));
        json.writeEndObject();
    }

    /**
     * Writes the delivery as a line of a list: the number of attempts, and the last one without its
     * response.
     */
    static void writeBrief(DeliveryHistory delivery, JsonGenerator json) {
        json.writeStartObject();
        writeHead(delivery, json);
        json.writeNumberProperty("attempts", delivery.attemptsMade());
        if (!delivery.attempts().isEmpty()) {
            json.writeName("lastAttempt");
            write(delivery.attempts().getLast(), false, json);
        }
        json.writeEndObject();
    }

    private static void writeHead(DeliveryHistory delivery, JsonGenerator json) {
        json.writeStringProperty("id", delivery.id().value());
        json.writeStringProperty("endpoint", delivery.endpoint().value());
        writeEvent(delivery.event(), json);
        json.writeStringProperty("status", delivery.status().name());
        switch (delivery.status()) {
            case DeliveryStatus.Waiting(Instant nextAttemptAt) ->
                    json.writeStringProperty("nextAttemptAt", nextAttemptAt.toString());
            case DeliveryStatus.Dead(DeadLetterReason reason) ->
                    json.writeStringProperty("reason", reason.wireName());
            case DeliveryStatus.Delivered _, DeliveryStatus.Cancelled _ -> {}
        }
        json.writeStringProperty("trigger", delivery.trigger().wireName());
        json.writeStringProperty("updatedAt", delivery.updatedAt().toString());
    }

    private static void writeEvent(SourceEvent event, JsonGenerator json) {
        json.writeStringProperty("account", event.account().value());
        json.writeStringProperty("event", event.id().value());
        json.writeStringProperty("type", event.type().value());
        json.writeStringProperty("publishedAt", event.publishedAt().toString());
        json.writeStringProperty("origin", event.origin().toString());
    }

    private static void write(Attempt attempt, boolean whole, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("number", attempt.number());
        json.writeStringProperty("startedAt", attempt.startedAt().toString());
        json.writeNumberProperty("durationMs", attempt.duration().toMillis());
        json.writeStringProperty("outcome", attempt.outcome().label());
        switch (attempt.outcome()) {
            case AttemptOutcome.Success(int status, String response) -> {
                json.writeNumberProperty("status", status);
                writeResponse(response, whole, json);
            }
            case AttemptOutcome.ErrorStatus(
                            int status,
                            Optional<Duration> retryAfter,
                            String response) -> {
                json.writeNumberProperty("status", status);
                writeResponse(response, whole, json);
                retryAfter.ifPresent(
                        wait -> json.writeNumberProperty("retryAfterSeconds", wait.toSeconds()));
            }
            case AttemptOutcome.NoResponse(ErrorKind _, String detail) ->
                    json.writeStringProperty("detail", detail);
        }
        if (whole && !attempt.headers().isEmpty()) {
            json.writeName("responseHeaders");
            json.writeStartObject();
            attempt.headers().forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        if (!attempt.phases().equals(PhaseTimes.NONE)) {
            write(attempt.phases(), json);
        }
        if (attempt.waited().isPresent()) {
            json.writeName("waited");
            json.writeStartObject();
            json.writeStringProperty("for", attempt.waited().get().reason());
            json.writeStringProperty("since", attempt.waited().get().since().toString());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeResponse(String response, boolean whole, JsonGenerator json) {
        if (whole) {
            json.writeStringProperty("response", response);
        }
    }

    private static void write(PhaseTimes phases, JsonGenerator json) {
        json.writeName("phasesMs");
        json.writeStartObject();
        phases.each((phase, micros) -> json.writeNumberProperty(phase, micros / 1_000.0));
        json.writeEndObject();
    }
}
