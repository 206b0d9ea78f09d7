package dev.hooklane.fanout;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on to the end that the endpoints topic has from now on, so that what is not known then is
 * not there. Any number of threads may ask; those who ask while a look at the end is under way
 * share the next one, so there is never more than one at a time.
 *
 * <pre>
 * asked ──▶ look begins ──▶ end of the endpoints told ──▶ followed up to there ──▶ true
 * </pre>
 */
public final class EndpointCatchUp implements BooleanSupplier {
    private static final Logger log = LoggerFactory.getLogger(EndpointCatchUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** While Kafka does not answer, those who ask must not wait one after another. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    /**
     * For so long one look serves events that are fanned out, and for so long an instance keeps
     * back that an endpoint is made: when it says so, all instances look again before the next
     * event.
     */
    public static final Duration SERVES = Duration.ofMillis(200);

    /** Finds the ends of partitions. */
    interface Ends extends Function<Set<Integer>, CompletionStage<Map<Integer, Long>>> {}

    private final EndpointFeed feed;
    private final Ends ends;
    private @Nullable CompletableFuture<Map<Integer, Long>> underWay;
    private @Nullable CompletableFuture<Map<Integer, Long>> nextLook;
    private volatile @Nullable Long failedAt;
    private volatile @Nullable Long confirmedAsOf;

    EndpointCatchUp(EndpointFeed feed, Ends ends) {
        this.feed = feed;
        this.ends = ends;
    }

    /** Asks the brokers for the ends of this topic. */
    public static EndpointCatchUp of(Admin admin, EndpointFeed feed, String topic) {
        return new EndpointCatchUp(feed, partitions -> ends(admin, topic, partitions));
    }

    /**
     * Whether everything is followed now that was written before this was asked.
     *
     * @return false if that could not be found out in time, or the topic has lost records or can't
     *     be read
     */
    @Override
    public boolean getAsBoolean() {
        Long failed = failedAt;
        if (feed.hasLost() || !feed.isReadable()) {
            return false;
        }
        if (failed != null && System.nanoTime() - failed < PAUSE_AFTER_FAILURE.toNanos()) {
            return false;
        }
        long asked = System.nanoTime();
        try {
            catchUp(asked + PATIENCE.toNanos());
            failedAt = null;
            confirmedAsOf = asked;
            return true;
        } catch (ExecutionException | TimeoutException e) {
            failedAt = System.nanoTime();
            log.warn("endpoints.not_caught_up {}", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Whether everything is followed that was written {@link #SERVES} ago; looks if the last look
     * was longer ago, so at most so often however many events there are.
     *
     * @return false if that could not be found out in time
     */
    public boolean recently() {
        Long confirmed = confirmedAsOf;
        boolean served = confirmed != null && System.nanoTime() - confirmed < SERVES.toNanos();
        return served || getAsBoolean();
    }

    private void catchUp(long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<Integer, Long> found = look().get(left(deadline), TimeUnit.NANOSECONDS);
        if (found.isEmpty()) {
            throw new TimeoutException("no partition of the endpoints is followed yet");
        }
        for (Map.Entry<Integer, Long> end : found.entrySet()) {
            if (!feed.await(end.getKey(), end.getValue() - 1, Duration.ofNanos(left(deadline)))) {
                throw new TimeoutException(
                        "partition %d of the endpoints was not read up to %d"
                                .formatted(end.getKey(), end.getValue()));
            }
        }
    }

    private static long left(long deadline) {
        return Math.max(1, deadline - System.nanoTime());
    }

    /** One that begins from now on. */
    private synchronized CompletableFuture<Map<Integer, Long>> look() {
        CompletableFuture<Map<Integer, Long>> look = nextLook;
        if (look == null) {
            look = new CompletableFuture<>();
            nextLook = look;
        }
        if (underWay == null) {
            begin(look);
        }
        return look;
    }

    private synchronized void begin(CompletableFuture<Map<Integer, Long>> look) {
        underWay = look;
        nextLook = null;
        ends.apply(feed.partitions())
                .whenComplete((found, failure) -> {
                    if (failure == null) {
                        look.complete(found);
                    } else {
                        look.completeExceptionally(failure);
                    }
                    ended();
                });
    }

    private synchronized void ended() {
        underWay = null;
        if (nextLook != null) {
            begin(nextLook);
        }
    }

    private static CompletionStage<Map<Integer, Long>> ends(
            Admin admin, String topic, Set<Integer> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(
                each -> latest.put(new TopicPartition(topic, each), OffsetSpec.latest()));
        return admin.listOffsets(latest)
                .all()
                .toCompletionStage()
                .thenApply(found ->
                        found.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                each -> each.getKey().partition(),
                                                each -> each.getValue().offset())));
    }
}
