package dev.hooklane.command;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How far a source has read, as commands print it. */
final class SourceProgressText {
    private static final String UNKNOWN = "unknown";

    private SourceProgressText() {}

    /**
     * Returns how many records are left.
     *
     * @param progress of a source or of one of its partitions
     */
    static String left(JsonNode progress) {
        JsonNode records = progress.path("lagRecords");
        return records.isNumber() ? records.toString() : UNKNOWN;
    }

    /** Returns how old the latest record is that was read, likewise. */
    static String behind(JsonNode progress) {
        JsonNode seconds = progress.path("lagSeconds");
        return seconds.isNumber() ? seconds + " s" : UNKNOWN;
    }

    /** Returns how many records were rejected, in all and by reason. */
    static String rejected(JsonNode progress) {
        JsonNode byReason = progress.path("rejected");
        long all = byReason.valueStream().mapToLong(JsonNode::asLong).sum();
        return all == 0
                ? "0"
                : byReason.propertyStream()
                        .map(each -> "%s %s".formatted(each.getValue(), each.getKey()))
                        .collect(Collectors.joining(", ", all + ": ", ""));
    }
}
