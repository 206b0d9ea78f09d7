package dev.hooklane.api;

import dev.hooklane.statistics.AttemptTally;
import dev.hooklane.statistics.EndpointStatistics;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** Statistics as the API shows them. */
final class StatisticsJson {
    private StatisticsJson() {}

    /** Writes the total, then each hour. */
    static void write(EndpointStatistics statistics, JsonGenerator json) {
        AttemptTally total = statistics.total();
        json.writeStartObject();
        json.writeStringProperty("endpoint", statistics.endpoint().value());
        json.writeStringProperty("from", statistics.hours().getFirst().from().toString());
        json.writeStringProperty("until", statistics.hours().getLast().until().toString());
        writeCounts(total, json);
        json.writeName("failures");
        json.writeStartObject();
        total.failures().forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeName("successRate");
        if (total.attempts() == 0) {
            json.writeNull();
        } else {
            json.writeNumber((double) total.succeeded() / total.attempts());
        }
        writeMillis("p50Ms", total.percentileMillis(50), json);
        writeMillis("p95Ms", total.percentileMillis(95), json);
        json.writeName("hours");
        json.writeStartArray();
        for (EndpointStatistics.Hour hour : statistics.hours()) {
            json.writeStartObject();
            json.writeStringProperty("from", hour.from().toString());
            writeCounts(hour.tally(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeCounts(AttemptTally tally, JsonGenerator json) {
        json.writeNumberProperty("attempts", tally.attempts());
        json.writeNumberProperty("succeeded", tally.succeeded());
        json.writeNumberProperty("failed", tally.attempts() - tally.succeeded());
    }

    private static void writeMillis(String name, OptionalLong millis, JsonGenerator json) {
        json.writeName(name);
        if (millis.isPresent()) {
            json.writeNumber(millis.getAsLong());
        } else {
            json.writeNull();
        }
    }
}
