package dev.hooklane.console.source;

import dev.hooklane.console.rejected.RejectedWords;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.Texts;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How a source does, in numbers.
 *
 * @param lag how many records are not read yet
 * @param behind how old the latest record is that was read
 * @param rate how many records are read in a second or a minute
 * @param rejected how many records were rejected, for any reason
 * @param reasons the same, by reason
 * @param rejectedPath of the list of them
 */
public record SourceFigures(
        String lag,
        String behind,
        String rate,
        String published,
        String skipped,
        String rejected,
        List<Reason> reasons,
        String rejectedPath) {
    private static final String NOT_KNOWN = "–";
    private static final int MINUTE = 60;

    public SourceFigures {
        reasons = List.copyOf(reasons);
    }

    /**
     * Why records were rejected.
     *
     * @param path of the list of those records
     */
    public record Reason(String label, String count, String path) {}

    /** Reports whether any record was rejected. */
    public boolean hasRejected() {
        return !reasons.isEmpty();
    }

    /**
     * Returns the figures.
     *
     * @param source with its progress, unless that was not asked for
     */
    static SourceFigures of(JsonNode source) {
        JsonNode progress = source.path("progress");
        Address rejected = new Address("/rejected").with("source", source.path("name").asString());
        List<Reason> reasons =
                progress.path("rejected").properties().stream()
                        .map(each ->
                                new Reason(
                                        RejectedWords.of(each.getKey()),
                                        Texts.count(each.getValue().asLong()),
                                        rejected.with("reason", each.getKey()).text()))
                        .toList();
        long all = progress.path("rejected").valueStream().mapToLong(JsonNode::asLong).sum();
        return new SourceFigures(
                count(progress.path("lagRecords")),
                behind(progress.path("lagSeconds")),
                rate(source.path("recordsPerMinute")),
                count(progress.path("published")),
                count(progress.path("skipped")),
                progress.isMissingNode() ? NOT_KNOWN : Texts.count(all),
                reasons,
                rejected.text());
    }

    /** Returns a number; a dash if it is not known. */
    static String count(JsonNode number) {
        return number.isNumber() ? Texts.count(number.asLong()) : NOT_KNOWN;
    }

    /** Returns an age; a dash if it is not known. */
    static String behind(JsonNode seconds) {
        return seconds.isNumber() ? Texts.seconds(seconds.asDouble()) : NOT_KNOWN;
    }

    /** Returns a rate in a second, or in a minute if it is low. */
    private static String rate(JsonNode perMinute) {
        if (!perMinute.isNumber()) {
            return NOT_KNOWN;
        }
        long rate = perMinute.asLong();
        return rate < MINUTE
                ? Texts.count(rate) + "/min"
                : Texts.count(Math.round(rate / (double) MINUTE)) + "/s";
    }
}
