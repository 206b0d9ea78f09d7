package dev.hooklane.api;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.event.AccountId;
import dev.hooklane.history.WaitingDeliveries;
import dev.hooklane.statistics.AccountStatistics;
import dev.hooklane.statistics.AccountStatistics.LastMinute;
import dev.hooklane.statistics.AccountStatistics.Loud;
import dev.hooklane.statistics.AccountStatistics.Span;
import dev.hooklane.statistics.AccountTally;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The part of an overview that an instance finds in the history that it holds. Instances exchange
 * it; nobody else sees this form.
 *
 * @param oldest the oldest waiting delivery, as a list shows it
 */
record OverviewPart(
        AccountStatistics statistics, WaitingDeliveries waiting, Optional<JsonNode> oldest) {
    static OverviewPart sum(List<OverviewPart> parts) {
        return new OverviewPart(
                AccountStatistics.sum(parts.stream().map(OverviewPart::statistics).toList()),
                parts.stream()
                        .map(OverviewPart::waiting)
                        .reduce(
                                new WaitingDeliveries(0, Optional.empty()),
                                WaitingDeliveries::plus),
                parts.stream()
                        .flatMap(part -> part.oldest().stream())
                        .min(Comparator.comparing(each -> each.path("id").asString(""))));
    }

    static OverviewPart read(JsonNode json) {
        return new OverviewPart(
                new AccountStatistics(
                        spans(json.path("hours")),
                        spans(json.path("parts")),
                        new LastMinute(
                                json.path("succeeded").asLong(0),
                                json.path("failed").asLong(0),
                                json.path("deadLetters").asLong(0)),
                        json.path("loudest").valueStream().map(OverviewPart::loud).toList()),
                new WaitingDeliveries(
                        json.path("waiting").asLong(0),
                        oldest(json).map(each -> new DeliveryId(each.path("id").asString("")))),
                oldest(json));
    }

    private static Optional<JsonNode> oldest(JsonNode json) {
        return Optional.of(json.path("oldest")).filter(JsonNode::isObject);
    }

    private static List<Span> spans(JsonNode json) {
        return json.valueStream()
                .map(each ->
                        new Span(
                                Instant.ofEpochMilli(each.path("from").asLong(0)),
                                AccountTally.read(
                                        Base64.getDecoder()
                                                .decode(each.path("tally").asString("")))))
                .toList();
    }

    private static Loud loud(JsonNode json) {
        return new Loud(
                new AccountId(json.path("account").asString("")),
                json.path("attempts").asLong(0),
                json.path("failed").asLong(0),
                json.path("deadLetters").asLong(0));
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        write("hours", statistics.hours(), json);
        write("parts", statistics.parts(), json);
        json.writeNumberProperty("succeeded", statistics.lastMinute().succeeded());
        json.writeNumberProperty("failed", statistics.lastMinute().failed());
        json.writeNumberProperty("deadLetters", statistics.lastMinute().deadLetters());
        json.writeName("loudest");
        writeLoudest(statistics.loudest().stream(), "account", json);
        json.writeNumberProperty("waiting", waiting.count());
        json.writeName("oldest");
        json.writeRawValue(oldest.map(JsonNode::toString).orElse("null"));
        json.writeEndObject();
    }

    private static void write(String name, List<Span> spans, JsonGenerator json) {
        json.writeName(name);
        json.writeStartArray();
        for (Span span : spans) {
            json.writeStartObject();
            json.writeNumberProperty("from", span.from().toEpochMilli());
            json.writeStringProperty(
                    "tally", Base64.getEncoder().encodeToString(span.tally().bytes()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * Writes accounts and their counts.
     *
     * @param id the name of the account's field
     */
    static void writeLoudest(Stream<Loud> loudest, String id, JsonGenerator json) {
        json.writeStartArray();
        loudest.forEach(each -> {
            json.writeStartObject();
            json.writeStringProperty(id, each.account().value());
            json.writeNumberProperty("attempts", each.attempts());
            json.writeNumberProperty("failed", each.failed());
            json.writeNumberProperty("deadLetters", each.deadLetters());
            json.writeEndObject();
        });
        json.writeEndArray();
    }
}
