package dev.hooklane.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Attempts as a JSON array, in a delivery's header and in its history record. The two forms differ
 * only in the text of the responses.
 *
 * <p>A history record has the whole response of the last attempt: 16 KiB, and 4 KiB of headers.
 * Earlier responses, and all responses in a header, are cut to {@value #EARLIER_CHARS} characters
 * and {@value #EARLIER_HEADER_CHARS} of headers. Only the latest {@value #WITH_TEXT} attempts keep
 * them. The reason is size: a record must stay under 1 MiB. A header is written again at every hop,
 * beside a payload of up to 256 KiB, and each manual retry adds an attempt to it.
 */
final class AttemptJson {
    static final int EARLIER_CHARS = 1_024;
    static final int EARLIER_HEADER_CHARS = 512;
    static final int WITH_TEXT = 20;
    private static final Kept EARLIER = new Kept(EARLIER_CHARS, EARLIER_HEADER_CHARS);
    private static final Kept NOTHING = new Kept(0, 0);

    /** How many characters of a response are written. */
    private record Kept(int body, int headers) {}

    private AttemptJson() {}

    /** Writes attempts for a history record, with the last response whole. */
    static void writeLastWhole(List<Attempt> attempts, JsonGenerator json) {
        write(attempts, new Kept(AttemptOutcome.RESPONSE_MAX, Attempt.HEADERS_MAX), json);
    }

    /** Writes attempts for a delivery's header, with every response cut. */
    static void writeCut(List<Attempt> attempts, JsonGenerator json) {
        write(attempts, EARLIER, json);
    }

    private static void write(List<Attempt> attempts, Kept ofLast, JsonGenerator json) {
        json.writeStartArray();
        int last = attempts.size() - 1;
        for (int i = 0; i <= last; i++) {
            Kept kept = i == last ? ofLast : i > last - WITH_TEXT ? EARLIER : NOTHING;
            write(attempts.get(i), kept, json);
        }
        json.writeEndArray();
    }

    private static void write(Attempt attempt, Kept kept, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("number", attempt.number());
        json.writeNumberProperty("startedAt", attempt.startedAt().toEpochMilli());
        json.writeNumberProperty("ms", attempt.duration().toMillis());
        write(attempt.outcome(), kept.body(), json);
        writeHeaders(attempt.headers(), kept.headers(), json);
        if (!attempt.phases().equals(PhaseTimes.NONE)) {
            write(attempt.phases(), json);
        }
        if (attempt.waited().isPresent()) {
            AttemptWait wait = attempt.waited().get();
            json.writeStringProperty("waitedFor", wait.reason());
            json.writeNumberProperty("waitedSince", wait.since().toEpochMilli());
        }
        json.writeEndObject();
    }

    private static void write(AttemptOutcome outcome, int chars, JsonGenerator json) {
        switch (outcome) {
            case AttemptOutcome.Success(int status, String response) -> {
                json.writeNumberProperty("status", status);
                writeResponse(response, chars, json);
            }
            case AttemptOutcome.ErrorStatus(
                            int status,
                            Optional<Duration> wait,
                            String response) -> {
                json.writeNumberProperty("status", status);
                if (wait.isPresent()) {
                    json.writeNumberProperty("retryAfter", wait.get().toSeconds());
                }
                writeResponse(response, chars, json);
            }
            case AttemptOutcome.NoResponse(ErrorKind kind, String detail) -> {
                json.writeStringProperty("error", nearest(kind).wireName());
                if (nearest(kind) != kind) {
                    json.writeStringProperty("errorKind", kind.wireName());
                }
                json.writeStringProperty("detail", cut(detail, EARLIER_CHARS));
            }
        }
    }

    /** Returns the kind itself, or one that releases know which do not know it. */
    private static ErrorKind nearest(ErrorKind kind) {
        return kind == ErrorKind.TOKEN ? ErrorKind.CONNECT : kind;
    }

    private static void writeResponse(String response, int chars, JsonGenerator json) {
        String text = cut(response, chars);
        if (!text.isEmpty()) {
            json.writeStringProperty("response", text);
        }
    }

    /** Writes the headers that fit into {@code chars}, each of them whole. */
    private static void writeHeaders(Map<String, String> headers, int chars, JsonGenerator json) {
        if (headers.isEmpty() || chars == 0) {
            return;
        }
        int left = chars;
        json.writeName("headers");
        json.writeStartObject();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            int length = header.getKey().length() + header.getValue().length();
            if (length <= left) {
                json.writeStringProperty(header.getKey(), header.getValue());
                left -= length;
            }
        }
        json.writeEndObject();
    }

    /**
     * Returns the text's first {@code chars} characters, without half a surrogate pair at the end.
     */
    private static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        boolean halfPair = chars > 0 && Character.isHighSurrogate(text.charAt(chars - 1));
        return text.substring(0, halfPair ? chars - 1 : chars);
    }

    private static void write(PhaseTimes phases, JsonGenerator json) {
        json.writeName("micros");
        json.writeStartObject();
        phases.each(json::writeNumberProperty);
        json.writeEndObject();
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
                readOutcome(node),
                readPhases(node.path("micros")),
                readHeaders(node.path("headers")),
                readWait(node));
    }

    private static Optional<AttemptWait> readWait(JsonNode node) {
        return Optional.ofNullable(node.get("waitedFor"))
                .map(reason ->
                        new AttemptWait(
                                reason.asString(""),
                                Instant.ofEpochMilli(node.path("waitedSince").asLong(0))));
    }

    private static SortedMap<String, String> readHeaders(JsonNode headers) {
        SortedMap<String, String> read = new TreeMap<>();
        headers.forEachEntry((name, value) -> read.put(name, value.asString("")));
        return read;
    }

    private static PhaseTimes readPhases(JsonNode micros) {
        return new PhaseTimes(
                micros.path("lookup").asLong(0),
                micros.path("connect").asLong(0),
                micros.path("tls").asLong(0),
                micros.path("request").asLong(0),
                micros.path("response").asLong(0),
                micros.path("body").asLong(0));
    }

    private static AttemptOutcome readOutcome(JsonNode node) {
        if (node.has("error")) {
            return new AttemptOutcome.NoResponse(
                    ErrorKind.ofWireName(
                            node.path("errorKind").asString(node.required("error").asString())),
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
