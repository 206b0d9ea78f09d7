package dev.hooklane.poll;

import dev.hooklane.offset.OutcomeCommitter;
import dev.hooklane.offset.OutcomeTransactions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one instance as its poll loop sees them: one begins at one instant, Kafka
 * decides it at a later one, and the loop is told still later. What each does to Kafka is the
 * business of the real committer.
 *
 * <p>A loop that waits for one lets the others go on meanwhile.
 */
final class SimulatedTransactions implements OutcomeTransactions {
    private final Supplier<SimulatedProducer.Troubles> troubles;
    private final Random random;
    private final LongSupplier nanoTime;
    private final Runnable meanwhile;
    private final OutcomeCommitter committer;
    private final Deque<UnderWay> underWay = new ArrayDeque<>();
    private boolean silent;

    /**
     * @param make makes the committer, whose producers have the troubles that are given to it
     * @param meanwhile lets a moment pass for the others
     */
    SimulatedTransactions(
            SimulatedInstance.World world,
            Function<Supplier<SimulatedProducer.Troubles>, OutcomeCommitter> make,
            Runnable meanwhile) {
        this.troubles = world.troubles();
        this.random = world.random();
        this.nanoTime = world.clock().nanoTime();
        this.meanwhile = meanwhile;
        this.committer = make.apply(() -> silent ? troubles.get().silent() : troubles.get());
    }

    /** One that the loop was not told of yet. */
    private final class UnderWay extends CompletableFuture<Result> {
        private final Batch batch;
        private final long beganAt = nanoTime.getAsLong();
        private @Nullable Result decided;

        private UnderWay(Batch batch) {
            this.batch = batch;
        }

        @Override
        public Result get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            long until = nanoTime.getAsLong() + unit.toNanos(timeout);
            boolean hangs = random.nextDouble() < troubles.get().unanswered() / 2;
            while (!isDone() && nanoTime.getAsLong() - until < 0) {
                meanwhile.run();
                if (!hangs) {
                    advance();
                }
            }
            return super.get(0, unit);
        }
    }

    @Override
    public CompletableFuture<Result> commit(Batch batch) {
        UnderWay begun = new UnderWay(batch);
        underWay.add(begun);
        return begun;
    }

    /** Has the first be decided, or be told of. */
    void advance() {
        UnderWay first = underWay.peekFirst();
        if (first == null) {
            return;
        }
        Result decided = first.decided;
        if (decided == null) {
            first.decided = decide(first);
        } else {
            underWay.removeFirst();
            first.complete(decided);
        }
    }

    private Result decide(UnderWay first) {
        Result result = committer.commit(first.batch).join();
        return result instanceof Result.Committed
                ? new Result.Committed(Duration.ofNanos(nanoTime.getAsLong() - first.beganAt))
                : result;
    }

    @Override
    public boolean hangsOn(TopicPartition partition) {
        return committer.hangsOn(partition);
    }

    /** The process ends: what was under way was not written yet, or its end was asked for. */
    void kill() {
        UnderWay first = underWay.peekFirst();
        if (first != null && first.decided == null && random.nextBoolean()) {
            silent = true;
            Result _ = decide(first);
        }
        underWay.clear();
    }

    /** What is under way is through just before, or ends as if the process had. */
    @Override
    public void close() {
        if (random.nextBoolean()) {
            advance();
        }
        kill();
        committer.close();
    }
}
