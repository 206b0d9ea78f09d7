package dev.hooklane.api;

import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.run.LagProblem;
import dev.hooklane.source.run.SourceLag;
import dev.hooklane.source.run.SourceSummary;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** How far sources have read, as the API shows it. */
final class SourceProgressJson {
    private SourceProgressJson() {}

    /** Writes the fields of a source that say how it does. */
    static void write(
            SourceLag.Report report, Optional<String> notRead, Instant now, JsonGenerator json) {
        SourceSummary sum = SourceSummary.of(report);
        json.writeStringProperty("notReadHere", notRead.orElse(null));
        json.writeNumberProperty("recordsPerMinute", report.perMinute());
        json.writeName("progress");
        json.writeStartObject();
        json.writeNumberProperty("partitions", sum.partitions());
        json.writeNumberProperty("held", sum.held());
        json.writeNumberProperty("waiting", sum.waiting());
        writeLag(sum.left(), sum.behindSince(), now, json);
        write(sum.counts(), json);
        json.writeEndObject();
        json.writeStringProperty("registryProblem", sum.registryProblem().orElse(null));
        json.writeNumberProperty("awaitingRewind", sum.awaitingRewind());
        json.writeStringProperty("lagProblem", report.problem().map(LagProblem::text).orElse(null));
        json.writeStringProperty(
                "lagProblemCode",
                report.problem().map(LagProblem::kind).map(LagProblem.Kind::code).orElse(null));
    }

    /** Writes a partition. */
    static void write(SourceLag.Reading reading, Instant now, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("topic", reading.topic());
        json.writeNumberProperty("partition", reading.partition());
        json.writeNumberProperty("next", reading.next());
        writeLag(reading.left(), reading.readUpTo(), now, json);
        json.writeStringProperty(
                "readUpTo", reading.readUpTo().map(Instant::toString).orElse(null));
        json.writeStringProperty("instance", reading.instance().orElse(null));
        json.writeStringProperty("registryProblem", reading.registryProblem().orElse(null));
        json.writeEndObject();
    }

    private static void writeLag(
            OptionalLong left, Optional<Instant> readUpTo, Instant now, JsonGenerator json) {
        json.writeName("lagRecords");
        if (left.isPresent()) {
            json.writeNumber(left.getAsLong());
        } else {
            json.writeNull();
        }
        json.writeName("lagSeconds");
        if (left.isPresent() && left.getAsLong() == 0) {
            json.writeNumber(0);
        } else if (readUpTo.isPresent()) {
            json.writeNumber(Math.max(0, now.getEpochSecond() - readUpTo.get().getEpochSecond()));
        } else {
            json.writeNull();
        }
    }

    private static void write(RecordCounts counts, JsonGenerator json) {
        json.writeNumberProperty("published", counts.published());
        json.writeNumberProperty("skipped", counts.skipped());
        json.writeName("rejected");
        json.writeStartObject();
        new TreeMap<>(counts.rejected()).forEach(json::writeNumberProperty);
        json.writeEndObject();
    }
}
