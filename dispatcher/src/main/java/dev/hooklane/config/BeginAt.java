package dev.hooklane.config;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Where a group begins on partitions whose progress is lost. */
public sealed interface BeginAt {
    /** Nowhere: the start is refused, so that an operator decides. */
    record Refuse() implements BeginAt {}

    /** With the oldest record: everything that is kept is done once more. */
    record Earliest() implements BeginAt {}

    /** With the next record that arrives: records that are there now are never done. */
    record Latest() implements BeginAt {}

    /** With the first record that a broker appended at this time or later. */
    record Since(Instant time) implements BeginAt {}

    /**
     * Reads the setting's text.
     *
     * @throws IllegalArgumentException if it is neither one of the words nor a time
     */
    static BeginAt parse(String text) {
        return switch (text) {
            case "refuse" -> new Refuse();
            case "earliest" -> new Earliest();
            case "latest" -> new Latest();
            default -> {
                try {
                    yield new Since(Instant.parse(text));
                } catch (DateTimeParseException e) {
                    throw new IllegalArgumentException("neither such a word nor a time", e);
                }
            }
        };
    }
}
