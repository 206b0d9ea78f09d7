package dev.hooklane.console.source;

import dev.hooklane.console.rejected.RejectedWords;
import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.ShownJson;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A real record, and what it would become.
 *
 * @param place {@code topic:partition@offset}
 * @param headers the first by name
 * @param key its beginning, if there is one
 * @param value its beginning, if there is one
 * @param cut how much of the value is shown, in words; empty if all is
 * @param account of the event; empty if there is none
 * @param event the event with line breaks; empty if there is none
 * @param cause why it would be rejected, in a few words; empty if it would not be
 * @param reason why there is no event, or why it would not be delivered; empty if neither is so
 */
public record TriedRecord(
        String place,
        Instant at,
        Badge outcome,
        List<Header> headers,
        Optional<String> key,
        Optional<String> value,
        String cut,
        String account,
        String event,
        String cause,
        String reason) {
    static final String EVENT = "event";
    private static final String REJECTED = "rejected";
    private static final String SEPARATOR = ": ";
    private static final int SHOWN_BYTES = 16 << 10;
    private static final int SHOWN_CHARACTERS = 16_000;

    public TriedRecord {
        headers = List.copyOf(headers);
    }

    /** A header of a record. */
    public record Header(String name, String value) {}

    static TriedRecord of(JsonNode json) {
        long bytes = json.path("bytes").asLong(0);
        return new TriedRecord(
                "%s:%s@%s"
                        .formatted(
                                json.path("topic").asString(),
                                json.path("partition").asString(),
                                json.path("offset").asString()),
                Instant.parse(json.path("timestamp").asString()),
                outcome(json),
                json.path("headers").properties().stream()
                        .map(each -> new Header(each.getKey(), each.getValue().asString()))
                        .toList(),
                json.path("key").stringValueOpt(),
                json.path("value").stringValueOpt().map(ShownJson::pretty),
                bytes > SHOWN_BYTES
                        ? "The first 16 KiB of %s.".formatted(Texts.count(bytes, "byte"))
                        : "",
                json.path("account").asString(""),
                json.path(EVENT).isObject() ? event(json.path(EVENT)) : "",
                isRejected(json) ? RejectedWords.of(code(json)) : "",
                reason(json));
    }

    private static Badge outcome(JsonNode json) {
        return switch (json.path("outcome").asString()) {
            case EVENT ->
                    json.path("reason").isNull()
                            ? Badge.good("Event")
                            : Badge.warn("Event, not delivered");
            case "skipped" -> Badge.plain("Skipped");
            case REJECTED -> Badge.bad("Rejected");
            default -> Badge.plain(json.path("outcome").asString());
        };
    }

    private static String event(JsonNode event) {
        String pretty = ShownJson.pretty(event.toString());
        return pretty.length() <= SHOWN_CHARACTERS
                ? pretty
                : pretty.substring(0, SHOWN_CHARACTERS) + "…";
    }

    private static boolean isRejected(JsonNode json) {
        return json.path("outcome").asString().equals(REJECTED);
    }

    /** Returns the code that the reason of a rejection begins with. */
    private static String code(JsonNode json) {
        return json.path("reason").asString("").split(SEPARATOR, 2)[0];
    }

    /** Returns the reason, with a capital letter and without a code. */
    private static String reason(JsonNode json) {
        String all = json.path("reason").asString("");
        int code = isRejected(json) ? all.indexOf(SEPARATOR) : -1;
        String reason = code < 0 ? all : all.substring(code + SEPARATOR.length());
        return reason.isEmpty()
                ? ""
                : Character.toUpperCase(reason.charAt(0)) + reason.substring(1);
    }
}
