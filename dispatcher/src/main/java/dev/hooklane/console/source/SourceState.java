package dev.hooklane.console.source;

import dev.hooklane.console.view.Badge;
import tools.jackson.databind.JsonNode;

/**
 * Whether a source is read.
 *
 * @param why the reason if it is not, or not well; empty if there is nothing to say
 */
public record SourceState(Badge badge, String why) {
    static SourceState of(JsonNode source) {
        JsonNode progress = source.path("progress");
        String problem = source.path("lagProblem").asString("");
        int partitions = progress.path("partitions").asInt(0);
        int held = progress.path("held").asInt(0);
        int waiting = progress.path("waiting").asInt(0);
        if (source.path("paused").asBoolean(false)) {
            return new SourceState(Badge.warn("Paused"), problem);
        } else if (progress.isMissingNode()) {
            return new SourceState(Badge.plain("Looking…"), "");
        } else if (source.path("awaitingRewind").asInt(0) > 0) {
            return new SourceState(Badge.bad("Waits for a rewind"), problem);
        } else if (held == 0) {
            return new SourceState(Badge.bad("Not read"), notRead(source, problem));
        } else if (!problem.isEmpty()) {
            return new SourceState(Badge.warn(kind(source)), problem);
        } else if (waiting > 0) {
            return new SourceState(
                    Badge.warn("Waits for registry " + source.path("registry").asString("")),
                    "%d of %d partitions wait: %s"
                            .formatted(
                                    waiting,
                                    partitions,
                                    source.path("registryProblem").asString("")));
        } else if (held < partitions) {
            return new SourceState(
                    Badge.warn("Partly read"),
                    "%d of %d partitions are read".formatted(held, partitions));
        }
        return new SourceState(Badge.good("Reading"), "");
    }

    /** Returns in a few words why it is not known how much is left. */
    private static String kind(JsonNode source) {
        return switch (source.path("lagProblemCode").asString("")) {
            case "cluster_silent" -> "Cluster is silent";
            case "cluster_unknown" -> "Cluster is not configured";
            case "topics_missing" -> "Topic is missing";
            case "topics_hidden" -> "Topic is hidden";
            case "topics_unreadable" -> "Topic may not be read";
            case "topics_left_out" -> "Topics are left out";
            default -> "Lag is unknown";
        };
    }

    /** Returns why no partition is read, as far as the instance that was asked can tell. */
    private static String notRead(JsonNode source, String problem) {
        String here = source.path("notReadHere").asString("");
        if (!problem.isEmpty()) {
            return problem;
        }
        return here.isEmpty()
                ? "No instance has claimed a partition"
                : "No instance has claimed a partition: " + here;
    }
}
