package dev.hooklane.api;

import dev.hooklane.deadletter.DeadLetter;
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
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Deliveries and dead letters as the API shows them. */
final class DeliveryJson {
    private DeliveryJson() {}

    static void write(DeliveryHistory delivery, JsonGenerator json) {
        json.writeStartObject();
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
        writeAttempts(delivery.attempts(), json);
        json.writeEndObject();
    }

    static void write(DeadLetter letter, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("delivery", letter.delivery().value());
        json.writeStringProperty("endpoint", letter.endpoint().value());
        writeEvent(letter.event(), json);
        json.writeStringProperty("reason", letter.reason().wireName());
        json.writeStringProperty("since", letter.since().toString());
        json.writeNumberProperty("attempts", letter.attempts().size());
        if (!letter.attempts().isEmpty()) {
            json.writeName("lastAttempt");
            write(letter.attempts().getLast(), json);
        }
        json.writeEndObject();
    }

    private static void writeEvent(SourceEvent event, JsonGenerator json) {
        json.writeStringProperty("account", event.account().value());
        json.writeStringProperty("event", event.id().value());
        json.writeStringProperty("type", event.type().value());
        json.writeStringProperty("publishedAt", event.publishedAt().toString());
    }

    private static void writeAttempts(List<Attempt> attempts, JsonGenerator json) {
        json.writeName("attempts");
        json.writeStartArray();
        attempts.forEach(attempt -> write(attempt, json));
        json.writeEndArray();
    }

    private static void write(Attempt attempt, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("number", attempt.number());
        json.writeStringProperty("startedAt", attempt.startedAt().toString());
        json.writeNumberProperty("durationMs", attempt.duration().toMillis());
        json.writeStringProperty("outcome", attempt.outcome().label());
        switch (attempt.outcome()) {
            case AttemptOutcome.Success(int status, String response) -> {
                json.writeNumberProperty("status", status);
                json.writeStringProperty("response", response);
            }
            case AttemptOutcome.ErrorStatus(
                            int status,
                            Optional<Duration> retryAfter,
                            String response) -> {
                json.writeNumberProperty("status", status);
                json.writeStringProperty("response", response);
                retryAfter.ifPresent(
                        wait -> json.writeNumberProperty("retryAfterSeconds", wait.toSeconds()));
            }
            case AttemptOutcome.NoResponse(ErrorKind _, String detail) ->
                    json.writeStringProperty("detail", detail);
        }
        if (!attempt.phases().equals(PhaseTimes.NONE)) {
            write(attempt.phases(), json);
        }
        json.writeEndObject();
    }

    private static void write(PhaseTimes phases, JsonGenerator json) {
        json.writeName("phasesMs");
        json.writeStartObject();
        phases.each((phase, micros) -> json.writeNumberProperty(phase, micros / 1_000.0));
        json.writeEndObject();
    }
}
