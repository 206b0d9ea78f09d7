package dev.hooklane.fuzz;

import dev.hooklane.filter.EventData;
import dev.hooklane.filter.EventFilter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Filters, and their verdicts on the record's value. */
final class FilterFuzz {
    private FilterFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzedRecord record = FuzzedRecord.of(input);
        json(record.key())
                .flatMap(json ->
                        Promise.decodesOrRefuses(
                                IllegalArgumentException.class, () -> EventFilter.read(json)))
                .ifPresent(filter -> {
                    EventFilter again =
                            EventFilter.read(JsonMapper.shared().readTree(filter.json()));
                    Promise.isKept(filter, again);
                    EventData data = new EventData(record.value());
                    Promise.isKept(filter.matches(data), filter.judge(data).matches());
                });
    }

    private static Optional<JsonNode> json(byte[] text) {
        try {
            return Optional.of(JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
