package dev.hooklane.source.run;

import dev.hooklane.source.progress.ProgressBook;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the progress of sources up to its end, which is what an owner of a partition must know
 * before it continues. Any thread may use it.
 *
 * @param admin of Hooklane's own cluster
 * @param followed the topic of progress, followed into the book
 */
public record ProgressReading(ProgressBook book, FollowedTopic followed, Admin admin) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Reads what is committed.
     *
     * @throws KafkaUnavailableException if that takes too long
     */
    void catchUp() {
        catchUp(IsolationLevel.READ_COMMITTED);
    }

    /**
     * Reads what is written by now, once the transactions that are open now have ended.
     *
     * @throws KafkaUnavailableException if that takes too long
     */
    void catchUpBehindOpenTransactions() {
        catchUp(IsolationLevel.READ_UNCOMMITTED);
    }

    private void catchUp(IsolationLevel isolation) {
        Set<TopicPartition> partitions = followed.partitions();
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                new BrokerAnswers(PATIENCE)
                        .await(
                                admin.listOffsets(
                                                partitions.stream()
                                                        .collect(
                                                                Collectors.toMap(
                                                                        each -> each,
                                                                        _ -> OffsetSpec.latest())),
                                                new ListOffsetsOptions(isolation))
                                        .all());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ends.forEach((partition, end) -> await(partition, end.offset(), deadline));
    }

    private void await(TopicPartition partition, long end, long deadlineNanos) {
        Duration left = Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
        try {
            if (!followed.await(partition.partition(), end - 1, left)) {
                throw new KafkaUnavailableException(
                        "%s was not read up to %d within %d s"
                                .formatted(partition, end, PATIENCE.toSeconds()),
                        new TimeoutException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while reading progress", e);
        }
    }
}
