package dev.hooklane.source;

/** How the names begin that sources have in Kafka. */
public final class SourceGroups {
    private SourceGroups() {}

    /**
     * Returns how the names of the consumer groups begin; the name of the source follows. The
     * groups are on the clusters of the sources.
     */
    public static String groups(String prefix) {
        return prefix + "source.";
    }

    /** Returns how the transactional ids begin. */
    public static String transactions(String prefix) {
        return prefix + "source-";
    }
}
