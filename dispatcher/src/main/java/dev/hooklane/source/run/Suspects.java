package dev.hooklane.source.run;

import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.unreadable.CarefulPoll;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions at whose next record one owner after another has ended. It may unpack to more than
 * the memory of any. They are read after a pause that grows, and the others at once. Each has
 * another pause: most are suspected only because they were claimed together with the guilty one.
 * For the thread of the run.
 */
record Suspects(CarefulPoll careful, Consumer<?, ?> consumer, RandomGenerator random) {
    /** Fewer may have ended there by chance. */
    static final int OWNERS = 3;

    /** Sets aside those of the partitions that are suspects. */
    void setAside(Map<TopicPartition, SourceProgress> claimed) {
        claimed.forEach((partition, progress) -> {
            if (progress.ended() >= OWNERS) {
                careful.setAside(
                        consumer,
                        partition,
                        progress.ended() - OWNERS + 1,
                        random.nextDouble(),
                        "%d owners in a row have ended before they had read this record"
                                .formatted(progress.ended()));
            }
        });
    }
}
