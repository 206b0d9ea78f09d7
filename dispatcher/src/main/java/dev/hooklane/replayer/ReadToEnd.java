package dev.hooklane.replayer;

import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Waits until this instance has read everything that a topic holds at that moment. */
final class ReadToEnd implements Runnable {
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    /** Another writer's transaction that is open there must end first. */
    private static final Duration READ_PATIENCE = Duration.ofSeconds(20);

    private final Admin admin;
    private final FollowedTopic followed;
    private final String topic;

    ReadToEnd(Admin admin, FollowedTopic followed, String topic) {
        this.admin = admin;
        this.followed = followed;
        this.topic = topic;
    }

    @Override
    public void run() {
        try {
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends().entrySet()) {
                long last = end.getValue().offset() - 1;
                if (!followed.await(end.getKey().partition(), last, READ_PATIENCE)) {
                    throw new KafkaUnavailableException(
                            "%s was not read up to %d within %d s"
                                    .formatted(end.getKey(), last, READ_PATIENCE.toSeconds()),
                            new TimeoutException());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while reading " + topic, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException(
                    "Kafka did not return the end of %s".formatted(topic), e);
        }
    }

    /**
     * Returns the ends of everything that was written, including transactions that are not
     * committed.
     */
    private Map<TopicPartition, ListOffsetsResultInfo> ends()
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, TopicDescription> described =
                admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        described.values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(info -> new TopicPartition(topic, info.partition()))
                .forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return admin.listOffsets(latest)
                .all()
                .get(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
