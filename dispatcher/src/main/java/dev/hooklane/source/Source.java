package dev.hooklane.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A source: topics of a cluster whose records become events.
 *
 * @param cluster its name in the configuration
 * @param topics the names of the topics that are read, and patterns of names
 * @param begin where partitions begin of which nothing was read
 * @param formats of keys and values
 * @param mapping what becomes of a record; numbers have all digits that they were written with
 * @param owner who answers for the source, in words; may be empty
 * @param paused whether nothing is read for now
 * @param generation counts up whenever all partitions begin anew: progress of another generation
 *     does not count
 * @param updatedAt the time of this version, which is never repeated
 * @param rewinds of single partitions, one for each at most; the owners may have followed them
 */
public record Source(
        SourceName name,
        String cluster,
        List<String> topics,
        SourceBegin begin,
        Formats formats,
        JsonNode mapping,
        String owner,
        boolean paused,
        long generation,
        Instant updatedAt,
        List<PartitionRewind> rewinds) {
    /** The most sources that there may be. */
    public static final int SOURCES_MAX = 100;

    /** The most names and patterns of topics that a source may have. */
    public static final int TOPICS_MAX = 100;

    /**
     * The most topics that a source reads, those that match its patterns among them. How many
     * partitions they may have is a setting.
     */
    public static final int TOPICS_READ_MAX = 1_000;

    /** The most rewinds of single partitions that may wait for an owner. */
    public static final int REWINDS_MAX = 100;

    /** The longest name of an owner, in characters. */
    public static final int OWNER_MAX = 200;

    /** The name of the cluster that Hooklane itself is on; it needs no configuration. */
    public static final String OWN_CLUSTER = "hooklane";

    public Source {
        topics = List.copyOf(topics);
        mapping = SourceCodec.asStored(mapping);
        rewinds = List.copyOf(rewinds);
        if (topics.isEmpty() || topics.size() > TOPICS_MAX) {
            throw new IllegalArgumentException(
                    "source %s has %d topics; allowed are 1 to %d"
                            .formatted(name, topics.size(), TOPICS_MAX));
        }
        if (Set.copyOf(topics).size() < topics.size()) {
            throw new IllegalArgumentException("source %s names a topic twice".formatted(name));
        }
        owner = checkedOwner(owner);
        if (rewinds.size() > REWINDS_MAX) {
            throw new IllegalArgumentException(
                    "source %s has %d rewinds of single partitions that wait for an owner; allowed are %d"
                            .formatted(name, rewinds.size(), REWINDS_MAX));
        }
    }

    /** Returns a source of which no single partition is rewound. */
    public Source(
            SourceName name,
            String cluster,
            List<String> topics,
            SourceBegin begin,
            Formats formats,
            JsonNode mapping,
            String owner,
            boolean paused,
            long generation,
            Instant updatedAt) {
        this(
                name,
                cluster,
                topics,
                begin,
                formats,
                mapping,
                owner,
                paused,
                generation,
                updatedAt,
                List.of());
    }

    /**
     * Returns the owner.
     *
     * @throws IllegalArgumentException if it is too long
     */
    public static String checkedOwner(String owner) {
        if (owner.length() > OWNER_MAX) {
            throw new IllegalArgumentException(
                    "owner of %d characters is over the limit of %d"
                            .formatted(owner.length(), OWNER_MAX));
        }
        return owner;
    }

    /**
     * How the parts of a record are read.
     *
     * @param registry the schema registry that the formats need, as the configuration names it;
     *     empty if they need none
     */
    public record Formats(ValueFormat key, ValueFormat value, String registry) {
        /** The formats of a source that names none. */
        public static final Formats DEFAULT = new Formats(ValueFormat.TEXT, ValueFormat.JSON);

        public Formats {
            if (key == ValueFormat.CLOUDEVENTS) {
                throw new IllegalArgumentException(
                        "keys can't be cloudevents: a CloudEvent is a whole record");
            }
            boolean needed = key.needsRegistry() || value.needsRegistry();
            if (needed && registry.isEmpty()) {
                throw new IllegalArgumentException(
                        "registry is missing: the formats avro and protobuf need one");
            }
            if (!needed && !registry.isEmpty()) {
                throw new IllegalArgumentException(
                        "registry is set, and neither format needs one: those that do are avro and protobuf");
            }
        }

        /** Returns formats that need no registry. */
        public Formats(ValueFormat key, ValueFormat value) {
            this(key, value, "");
        }
    }

    /** Returns the topics that it reads. */
    public TopicChoice choice() {
        return TopicChoice.of(topics);
    }

    /** Returns the source with its reading stopped or started, as of that time. */
    public Source paused(boolean wanted, Instant at) {
        return new Source(
                name,
                cluster,
                topics,
                begin,
                formats,
                mapping,
                owner,
                wanted,
                generation,
                at,
                rewinds);
    }

    /** Returns the source with all partitions beginning anew at this place, as of that time. */
    public Source rewound(SourceBegin to, Instant at) {
        return new Source(
                name,
                cluster,
                topics,
                to,
                formats,
                mapping,
                owner,
                paused,
                nextGeneration(Optional.of(this), at),
                at);
    }

    /**
     * Returns the source with one partition beginning anew at an offset, as of that time.
     *
     * @param open the rewinds of other partitions that nobody has followed yet
     * @throws IllegalArgumentException if there are too many
     */
    public Source rewound(PartitionRewind rewind, List<PartitionRewind> open, Instant at) {
        return new Source(
                name,
                cluster,
                topics,
                begin,
                formats,
                mapping,
                owner,
                paused,
                generation,
                at,
                Stream.concat(
                                open.stream()
                                        .filter(each ->
                                                !each.isOf(rewind.topic(), rewind.partition())),
                                Stream.of(rewind))
                        .toList());
    }

    /** Returns the rewind of that partition, if there is one. */
    public Optional<PartitionRewind> rewind(String topic, int partition) {
        return rewinds.stream().filter(each -> each.isOf(topic, partition)).findFirst();
    }

    /**
     * Returns a generation that no source of this name had before, not even one that was removed.
     */
    public static long nextGeneration(Optional<Source> before, Instant at) {
        return Math.max(
                at.toEpochMilli(), before.map(source -> source.generation() + 1).orElse(0L));
    }

    /** Leaves out the mapping, which may hold constants. */
    @Override
    public String toString() {
        return "Source[%s, cluster=%s, topics=%s, paused=%s, generation=%d]"
                .formatted(name, cluster, topics, paused, generation);
    }
}
