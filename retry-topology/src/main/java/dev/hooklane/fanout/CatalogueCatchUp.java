package dev.hooklane.fanout;

import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets this instance's catalogue catch up with its topic before a record is rejected. Any thread
 * may use it.
 *
 * <pre>
 * type added ──▶ event published ──▶ end of the events looked up
 *                                    ──▶ end of the event types looked up ──▶ read up to there
 * </pre>
 *
 * <p>In this order, every event published before the first look-up finds the types that existed
 * when it was published. One look-up therefore serves all events before that end, and a stream of
 * bad events does not cost a look-up for each.
 */
public final class CatalogueCatchUp implements EventGate.CatchUp {
    private static final Logger log = LoggerFactory.getLogger(CatalogueCatchUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Every bad event would wait that long again; bad events must not hold up the others. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final Admin admin;
    private final FollowedTopic followed;
    private final Topics topics;
    private final Map<Integer, Long> servedTo = new ConcurrentHashMap<>();
    private volatile long failedAt;
    private volatile boolean failed;

    /**
     * @param followed the event types topic, followed into the catalogue
     */
    public CatalogueCatchUp(Admin admin, FollowedTopic followed, Topics topics) {
        this.admin = admin;
        this.followed = followed;
        this.topics = topics;
    }

    @Override
    public boolean await(int partition, long offset) {
        if (servedTo.getOrDefault(partition, 0L) > offset) {
            return true;
        }
        if (failed && System.nanoTime() - failedAt < PAUSE_AFTER_FAILURE.toNanos()) {
            return false;
        }
        try {
            catchUp(partition, System.nanoTime() + PATIENCE.toNanos());
            failed = false;
            return true;
        } catch (ExecutionException | TimeoutException e) {
            failedAt = System.nanoTime();
            failed = true;
            log.warn(
                    "event-types.not_caught_up events are turned away by what is known: {}",
                    e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void catchUp(int partition, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        TopicPartition events = new TopicPartition(topics.events(), partition);
        long end = ends(List.of(events), deadline).getOrDefault(events, 0L);
        Map<TopicPartition, Long> types = ends(followed.partitions(), deadline);
        for (Map.Entry<TopicPartition, Long> type : types.entrySet()) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!followed.await(type.getKey().partition(), type.getValue() - 1, left)) {
                throw new TimeoutException(
                        "%s was not read up to %d".formatted(type.getKey(), type.getValue()));
            }
        }
        servedTo.merge(partition, end, Math::max);
    }

    private Map<TopicPartition, Long> ends(Iterable<TopicPartition> partitions, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(each -> latest.put(each, OffsetSpec.latest()));
        KafkaFuture<Map<TopicPartition, Long>> ends =
                admin.listOffsets(latest)
                        .all()
                        .thenApply(found ->
                                found.entrySet().stream()
                                        .collect(
                                                Collectors.toMap(
                                                        Map.Entry::getKey,
                                                        each -> each.getValue().offset())));
        return ends.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
