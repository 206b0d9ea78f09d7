package dev.hooklane.source;

/** How the names begin that sources have in Kafka. */
public final class SourceGroups {
    private SourceGroups() {}

    /**
     * Returns how the names of the consumer groups begin, which are on the clusters of the sources.
     */
    public static String groups(String prefix) {
        return prefix + "source.";
    }

    /**
     * Returns the name of a source's consumer group. Other installations may have a source of that
     * name, too, and read the same cluster.
     *
     * @param installation the id of the cluster that Hooklane itself is on
     */
    public static String group(String prefix, SourceName source, String installation) {
        return "%s%s.%s".formatted(groups(prefix), source, installation);
    }

    /** Returns how the transactional ids begin. */
    public static String transactions(String prefix) {
        return prefix + "source-";
    }
}
