package dev.hooklane.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Attempts as a JSON array, the same in a delivery's header and in its history record. */
final class AttemptJson {
    private AttemptJson() {}

    static void write(List<Attempt> attempts, JsonGenerator json) {
        json.writeStartArray();
        for (Attempt attempt : attempts) {
            json.writeStartObject();
            json.writeNumberProperty("number", attempt.number());
            json.writeNumberProperty("startedAt", attempt.startedAt().toEpochMilli());
            json.writeNumberProperty("ms", attempt.duration().toMillis());
            write(attempt.outcome(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(AttemptOutcome outcome, JsonGenerator json) {
        switch (outcome) {
            case AttemptOutcome.Success(int status, String response) -> {
                json.writeNumberProperty("status", status);
                writeResponse(response, json);
            }
            case AttemptOutcome.ErrorStatus(
                            int status,
                            Optional<Duration> wait,
                            String response) -> {
                json.writeNumberProperty("status", status);
                if (wait.isPresent()) {
                    json.writeNumberProperty("retryAfter", wait.get().toSeconds());
                }
                writeResponse(response, json);
            }
            case AttemptOutcome.NoResponse(ErrorKind kind, String detail) -> {
                json.writeStringProperty("error", kind.wireName());
                json.writeStringProperty("detail", detail);
            }
        }
    }

    private static void writeResponse(String response, JsonGenerator json) {
        if (!response.isEmpty()) {
            json.writeStringProperty("response", response);
        }
    }

    static List<Attempt> read(JsonNode array) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("attempts are no JSON array");
        }
        List<Attempt> attempts = new ArrayList<>();
        array.forEach(node -> attempts.add(readOne(node)));
        return attempts;
    }

    private static Attempt readOne(JsonNode node) {
        return new Attempt(
                node.required("number").asInt(),
                Instant.ofEpochMilli(node.required("startedAt").asLong()),
                Duration.ofMillis(node.required("ms").asLong()),
                readOutcome(node));
    }

    private static AttemptOutcome readOutcome(JsonNode node) {
        if (node.has("error")) {
            return new AttemptOutcome.NoResponse(
                    ErrorKind.ofWireName(node.required("error").asString()),
                    node.path("detail").asString(""));
        }
        int status = node.required("status").asInt();
        String response = node.path("response").asString("");
        if (status >= 200 && status < 300) {
            return new AttemptOutcome.Success(status, response);
        }
        Optional<Duration> retryAfter =
                Optional.ofNullable(node.get("retryAfter"))
                        .map(seconds -> Duration.ofSeconds(seconds.asLong()));
        return new AttemptOutcome.ErrorStatus(status, retryAfter, response);
    }
}
