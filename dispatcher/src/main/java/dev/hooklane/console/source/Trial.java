package dev.hooklane.console.source;

import dev.hooklane.console.view.Texts;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a source would make of real records.
 *
 * @param from from which record on it was tried
 * @param events how many would become events
 */
public record Trial(List<TriedRecord> records, String from, String events) {
    public Trial {
        records = List.copyOf(records);
    }

    static Trial of(JsonNode json, String from) {
        List<JsonNode> records = json.path("records").valueStream().toList();
        long events =
                records.stream()
                        .filter(each -> each.path("outcome").asString().equals(TriedRecord.EVENT))
                        .count();
        return new Trial(
                records.stream().map(TriedRecord::of).toList(),
                from,
                "%s of %s would become %s"
                        .formatted(
                                Texts.count(events),
                                Texts.count(records.size(), "record"),
                                events == 1 ? "an event" : "events"));
    }
}
