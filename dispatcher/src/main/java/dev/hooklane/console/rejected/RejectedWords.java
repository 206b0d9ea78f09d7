package dev.hooklane.console.rejected;

import java.util.List;
import java.util.Map;

/** The reasons of rejected records, in words. */
public final class RejectedWords {
    private static final List<Map.Entry<String, String>> REASONS =
            List.of(
                    Map.entry("not_json", "Not JSON"),
                    Map.entry("duplicate_key", "Duplicate field"),
                    Map.entry("too_deep", "Nested too deeply"),
                    Map.entry("too_large", "Too large"),
                    Map.entry("no_id", "Missing id"),
                    Map.entry("bad_id", "Invalid id"),
                    Map.entry("id_reused", "Id of another event"),
                    Map.entry("no_type", "Missing type"),
                    Map.entry("unknown_type", "Unknown type"),
                    Map.entry("archived_type", "Archived type"),
                    Map.entry("forged", "Forged event of Hooklane's own"),
                    Map.entry("bad_timestamp", "Invalid timestamp"),
                    Map.entry("no_data", "Missing data"),
                    Map.entry("bad_data", "Invalid data"),
                    Map.entry("schema_mismatch", "Data does not match the schema"),
                    Map.entry("bad_cloud_event", "Invalid CloudEvent"),
                    Map.entry("no_account", "Missing account"),
                    Map.entry("bad_account", "Invalid account"),
                    Map.entry("internal_error", "Internal error"),
                    Map.entry("unreadable_delivery", "Unreadable delivery"),
                    Map.entry("source_unreadable", "Unreadable record of a source"),
                    Map.entry("source_unmapped", "Record that a mapping can't take"),
                    Map.entry("source_failed", "Hooklane failed on a source's record"));

    private RejectedWords() {}

    /** Returns the words for a reason's code. */
    public static String of(String reason) {
        return REASONS.stream()
                .filter(each -> each.getKey().equals(reason))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(reason);
    }

    /** Returns the reasons to choose from, with the chosen one marked. */
    static List<RejectedList.Choice> choices(String chosen) {
        return REASONS.stream()
                .map(each ->
                        new RejectedList.Choice(
                                each.getKey(), each.getValue(), each.getKey().equals(chosen)))
                .toList();
    }
}
