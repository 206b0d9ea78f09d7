package dev.hooklane.offset;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes and offsets to Kafka, all or nothing, on a thread of its own so that the poll
 * loop continues meanwhile. Runs one transaction at a time.
 */
public final class OutcomeCommitter implements OutcomeTransactions {
    private static final Logger log = LoggerFactory.getLogger(OutcomeCommitter.class);
    private static final int COMMIT_TRIES = 3;

    private final OutcomeProducers producers;
    private final OffsetMeter meter;
    private final ExecutorService thread;

    /**
     * @param producers closed by this
     * @param thread runs one transaction after the other; closed by this
     */
    public OutcomeCommitter(OutcomeProducers producers, OffsetMeter meter, ExecutorService thread) {
        this.producers = producers;
        this.meter = meter;
        this.thread = thread;
    }

    /** Starts a committer with a thread of its own. */
    public static OutcomeCommitter start(OutcomeProducers producers, OffsetMeter meter) {
        return new OutcomeCommitter(
                producers,
                meter,
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("hooklane-commit").daemon().factory()));
    }

    @Override
    public CompletableFuture<Result> commit(Batch batch) {
        return CompletableFuture.supplyAsync(() -> run(batch), thread);
    }

    @Override
    public boolean hangsOn(TopicPartition partition) {
        return producers.hangsOn(partition);
    }

    private Result run(Batch batch) {
        long startedAt = System.nanoTime();
        Producer<byte[], byte[]> producer = producers.current();
        try {
            producer.beginTransaction();
            Sends sends = new Sends();
            sends.send(producer, batch.outcomes());
            if (!sends.areWritten(batch.patience())) {
                return abort(sends.why(), sends.blame());
            }
            producer.sendOffsetsToTransaction(batch.offsets(), batch.group());
            commitTransaction(producer);
            Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
            meter.committed(batch.outcomes().size(), took);
            return new Result.Committed(took);
        } catch (IllegalStateException | CommitUnknownException e) {
            meter.commitFailed();
            return new Result.Unusable(message(e));
        } catch (KafkaException e) {
            return abort(message(e), blame(e, batch.outcomes()));
        }
    }

    /**
     * Returns who is to blame. All records were written, so no partition is, and no outcome unless
     * the failure is about a record or unknown.
     */
    private static Blame blame(KafkaException failure, List<Outcome> outcomes) {
        return switch (Blame.Kind.of(failure)) {
            case RECORD, UNKNOWN -> new Blame.Outcomes(outcomes, false);
            case PARTITION, NOBODY -> new Blame.Nobody();
        };
    }

    /** Commits. A commit that timed out may be requested again; the first answer counts. */
    private static void commitTransaction(Producer<byte[], byte[]> producer) {
        for (int i = 1; i <= COMMIT_TRIES; i++) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                log.warn("commit.slow try={} {}", i, e.getMessage());
            }
        }
        throw new CommitUnknownException();
    }

    private Result abort(String why, Blame blame) {
        meter.commitFailed();
        try {
            producers.current().abortTransaction();
            if (blame instanceof Blame.Partitions(Set<TopicPartition> partitions)) {
                producers.leaveBehind(partitions);
            }
            return new Result.Aborted(why, blame);
        } catch (KafkaException | IllegalStateException e) {
            log.warn("commit.abort_failed {}", e.getMessage());
            return new Result.Unusable(why);
        }
    }

    private static String message(RuntimeException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    @Override
    public void close() {
        thread.shutdown();
        producers.close();
    }

    /** The brokers never said whether the transaction was committed. */
    private static final class CommitUnknownException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CommitUnknownException() {
            super("the brokers did not answer " + COMMIT_TRIES + " commits in time");
        }
    }
}
