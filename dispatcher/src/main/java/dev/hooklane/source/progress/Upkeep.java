package dev.hooklane.source.progress;

import dev.hooklane.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which progress of a source is removed: what nothing has needed for a long time. Asks
 * nobody.
 *
 * <pre>
 * needed ─▶ surely not needed: marked ─▶ still not, a long time later: removed
 *    ▲                           │
 *    └──────── needed again ─────┘
 * </pre>
 *
 * Progress is needed unless its source is removed or was rewound since, or its topic is surely
 * gone. It is needed, too, if the source does not read the topic any more, as that can be changed
 * back; and if the source names a topic that is gone, as it waits for that.
 *
 * @param source the source as it is; empty if it is removed
 * @param there what the source's cluster says about the topics
 */
public record Upkeep(Optional<Source> source, TopicsThere there, Instant now) {
    /**
     * How long progress of topics is kept that are gone. A cluster that says for so long that it
     * does not have a topic is not merely starting up. Clocks of instances differ by far less.
     */
    public static final Duration TOPIC_KEPT_FOR = Duration.ofDays(7);

    /**
     * How long progress is kept of a source that is removed, or was rewound since. By then, all
     * instances know that: one that does not would begin anew.
     */
    public static final Duration SOURCE_KEPT_FOR = Duration.ofHours(1);

    /**
     * How many partitions' progress of a source is kept without need. Who makes and deletes topics
     * all the time must not fill the memory of all instances.
     */
    public static final int KEPT_MAX = 10_000;

    /** What is done with the progress of a partition. */
    public sealed interface Step {
        /** It is written with a mark, or without the one that it has. */
        record Write(SourceProgress progress) implements Step {}

        /** It is removed. */
        record Remove() implements Step {}
    }

    /** Returns the steps that are due, by partition. */
    public Map<PartitionKey, Step> of(Map<PartitionKey, SourceProgress> progress) {
        Map<PartitionKey, Step> steps = new HashMap<>();
        List<Map.Entry<PartitionKey, SourceProgress>> kept = new ArrayList<>();
        progress.forEach((partition, reached) -> {
            boolean marked =
                    reached.unneededSince().filter(since -> !since.isAfter(now)).isPresent();
            if (isNeeded(partition, reached)) {
                if (reached.unneededSince().isPresent()) {
                    steps.put(partition, new Step.Write(reached.released()));
                }
            } else if (marked) {
                kept.add(Map.entry(partition, reached));
            } else {
                steps.put(partition, new Step.Write(reached.unneeded(now)));
            }
        });
        kept.sort(Comparator.comparing(each -> since(each.getValue())));
        for (int i = 0; i < kept.size(); i++) {
            SourceProgress reached = kept.get(i).getValue();
            Duration keptFor = isOfTheSource(reached) ? TOPIC_KEPT_FOR : SOURCE_KEPT_FOR;
            if (i < kept.size() - KEPT_MAX || !since(reached).plus(keptFor).isAfter(now)) {
                steps.put(kept.get(i).getKey(), new Step.Remove());
            }
        }
        return steps;
    }

    private static Instant since(SourceProgress progress) {
        return progress.unneededSince().orElseThrow();
    }

    private boolean isNeeded(PartitionKey partition, SourceProgress reached) {
        return isOfTheSource(reached)
                && (isAwaited(partition.topic()) || !there.surelyLack(partition, reached.log()));
    }

    /** Reports whether the source is there, and was not rewound since. */
    private boolean isOfTheSource(SourceProgress reached) {
        return source.filter(reading -> reached.generation() >= reading.generation()).isPresent();
    }

    /** Reports whether the topic is not there, and the source names it nevertheless. */
    private boolean isAwaited(String topic) {
        return there.absent().contains(topic)
                && source.filter(reading -> reading.choice().names().contains(topic)).isPresent();
    }
}
