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
 * Catches up with the current end of the endpoints topic. An endpoint that is still unknown
 * afterwards does not exist. Any thread may ask. Threads that ask during a look-up of the end share
 * the next one, so at most one look-up runs at a time.
 *
 * <pre>
 * asked ──▶ look-up starts ──▶ end of the endpoints known ──▶ followed up to there ──▶ true
 * </pre>
 */
public final class EndpointCatchUp implements BooleanSupplier {
    private static final Logger log = LoggerFactory.getLogger(EndpointCatchUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** While Kafka does not answer, callers must not wait one after another. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    /**
     * How long one look-up serves the events being fanned out. An instance also waits this long
     * before it reports that an endpoint was created. From then on, every instance looks up the end
     * again before its next event.
     */
    public static final Duration SERVES = Duration.ofMillis(200);

    /** Finds the end offsets of partitions. */
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

    /** Creates a catch-up that asks the brokers for the end offsets of {@code topic}. */
    public static EndpointCatchUp of(Admin admin, EndpointFeed feed, String topic) {
        return new EndpointCatchUp(feed, partitions -> ends(admin, topic, partitions));
    }

    /**
     * Waits until everything that was written before this call has been followed.
     *
     * @return false if that could not be confirmed in time, or the topic has lost records or can't
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
     * Reports whether everything that was written up to {@link #SERVES} ago has been followed. It
     * looks up the end only if the last look-up is older than that, however many events there are.
     *
     * @return false if that could not be confirmed in time
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

    /** Returns a look-up that starts no earlier than this call. */
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
