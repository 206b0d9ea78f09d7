package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.Event;
import dev.hooklane.source.Source;
import dev.hooklane.source.run.Judged;
import dev.hooklane.source.run.SourceLag;
import dev.hooklane.source.run.SourceTrial;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** Sources as the API shows them. */
final class SourceJson {
    private SourceJson() {}

    static void write(Source source, JsonGenerator json) {
        json.writeStartObject();
        writeFields(source, json);
        json.writeEndObject();
    }

    /** Writes the fields of a source into an object that has more. */
    static void writeFields(Source source, JsonGenerator json) {
        json.writeStringProperty("name", source.name().value());
        json.writeStringProperty("cluster", source.cluster());
        json.writeName("topics");
        json.writeStartArray();
        source.topics().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("begin", source.begin().text());
        json.writeStringProperty("keyFormat", source.formats().key().label());
        json.writeStringProperty("format", source.formats().value().label());
        json.writeStringProperty(
                "registry",
                source.formats().registry().isEmpty() ? null : source.formats().registry());
        json.writeName("mapping");
        json.writeRawValue(source.mapping().toString());
        json.writeStringProperty("owner", source.owner());
        json.writeBooleanProperty("paused", source.paused());
        json.writeStringProperty("updatedAt", source.updatedAt().toString());
    }

    /**
     * Writes a source, and how it does.
     *
     * @param notRead why this instance does not read it; empty if it does
     */
    static void writeSummed(
            SourceLag.Report report, Optional<String> notRead, Instant now, JsonGenerator json) {
        json.writeStartObject();
        writeFields(report.source(), json);
        SourceProgressJson.write(report, notRead, now, json);
        json.writeEndObject();
    }

    /** Writes a source, how it does, and how far it has read each partition. */
    static void write(
            SourceLag.Report report, Optional<String> notRead, Instant now, JsonGenerator json) {
        json.writeStartObject();
        writeFields(report.source(), json);
        SourceProgressJson.write(report, notRead, now, json);
        json.writeName("reading");
        json.writeStartArray();
        report.readings().forEach(reading -> SourceProgressJson.write(reading, now, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    /**
     * Writes what a record would become.
     *
     * @param known whether a type is in the catalogue and not archived
     */
    static void write(SourceTrial.Tried tried, Predicate<Event> known, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("topic", tried.topic());
        json.writeNumberProperty("partition", tried.partition());
        json.writeNumberProperty("offset", tried.offset());
        json.writeStringProperty("timestamp", tried.timestamp().toString());
        json.writeName("headers");
        json.writeStartObject();
        tried.headers().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeStringProperty("key", tried.key().orElse(null));
        json.writeStringProperty("value", tried.value().orElse(null));
        json.writeNumberProperty("bytes", tried.bytes());
        switch (tried.judged()) {
            case Judged.Becomes becomes -> {
                json.writeStringProperty("outcome", "event");
                json.writeStringProperty("account", becomes.account().value());
                json.writeName("event");
                json.writeRawValue(new String(becomes.event().payload().bytes(), UTF_8));
                json.writeStringProperty(
                        "reason",
                        known.test(becomes.event())
                                ? null
                                : "the fan-out would reject it: event type %s is not in the catalogue"
                                        .formatted(becomes.event().type()));
            }
            case Judged.Undecided(String reason) -> writeNoEvent("undecided", reason, json);
            case Judged.Skipped(String reason) -> writeNoEvent("skipped", reason, json);
            case Judged.Refused refused ->
                    writeNoEvent(
                            "rejected",
                            "%s: %s".formatted(refused.reason().code(), refused.detail()),
                            json);
        }
        json.writeEndObject();
    }

    private static void writeNoEvent(String outcome, String reason, JsonGenerator json) {
        json.writeStringProperty("outcome", outcome);
        json.writeStringProperty("account", null);
        json.writeNullProperty("event");
        json.writeStringProperty("reason", reason);
    }
}
