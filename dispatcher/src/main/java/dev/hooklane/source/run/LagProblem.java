package dev.hooklane.source.run;

import java.util.Locale;

/**
 * Why it is not known how many records are left.
 *
 * @param text one line that names the cluster
 */
public record LagProblem(Kind kind, String text) {
    /** What kind of problem it is. */
    public enum Kind {
        /** The configuration of this instance does not have the cluster. */
        CLUSTER_UNKNOWN,
        /** The cluster does not answer as it should. */
        CLUSTER_SILENT,
        /** The cluster does not have a topic. */
        TOPICS_MISSING,
        /** The cluster hides a topic from its user. */
        TOPICS_HIDDEN;

        /** Returns its name in the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static LagProblem of(UnseenTopics unseen) {
        return new LagProblem(
                unseen.missing().isEmpty() ? Kind.TOPICS_HIDDEN : Kind.TOPICS_MISSING,
                unseen.text());
    }
}
