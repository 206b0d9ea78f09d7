package dev.hooklane.offset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the records of one transaction: which were written, which failed first and why, and which
 * got no answer. Once one has failed, the producer fails all others too, so only the first failure
 * shows who is at fault.
 */
final class Sends {
    private final List<Sent> all = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger(1);
    private final AtomicReference<@Nullable Sent> firstFailed = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);

    private static final class Sent {
        final Outcome outcome;
        final TopicPartition to;
        volatile boolean written;
        volatile @Nullable Exception failure;

        Sent(Outcome outcome, ProducerRecord<byte[], byte[]> record) {
            this.outcome = outcome;
            this.to = Outcome.destination(record);
        }
    }

    /** Sends all records of the outcomes, and stops once one has failed. */
    void send(Producer<byte[], byte[]> producer, List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            for (ProducerRecord<byte[], byte[]> write : outcome.writes()) {
                if (firstFailed.get() != null) {
                    return;
                }
                send(producer, outcome, write);
            }
        }
        ended();
    }

    private void send(
            Producer<byte[], byte[]> producer,
            Outcome outcome,
            ProducerRecord<byte[], byte[]> write) {
        Sent sent = new Sent(outcome, write);
        all.add(sent);
        open.incrementAndGet();
        try {
            var _ = producer.send(write, (_, failure) -> answered(sent, failure));
        } catch (KafkaException | IllegalArgumentException e) {
            answered(sent, e);
        }
    }

    private void answered(Sent sent, @Nullable Exception failure) {
        if (failure == null) {
            sent.written = true;
        } else {
            sent.failure = failure;
            firstFailed.compareAndSet(null, sent);
            over.countDown();
        }
        ended();
    }

    private void ended() {
        if (open.decrementAndGet() == 0) {
            over.countDown();
        }
    }

    /**
     * Waits until all are written, one has failed, or it takes too long; returns whether all are
     * written.
     */
    boolean areWritten(Duration patience) {
        try {
            return over.await(patience.toMillis(), TimeUnit.MILLISECONDS)
                    && firstFailed.get() == null;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Returns why not all are written; to be called before the transaction is aborted. */
    String why() {
        Sent first = firstFailed.get();
        if (first == null) {
            return "no answer from " + unanswered();
        }
        return "%s: %s".formatted(first.to, first.failure);
    }

    /** Returns who is at fault; to be called before the transaction is aborted. */
    Blame blame() {
        Sent first = firstFailed.get();
        Exception failure = first == null ? null : first.failure;
        if (first == null || failure == null) {
            Set<TopicPartition> unanswered = unanswered();
            return unanswered.isEmpty() ? new Blame.Nobody() : new Blame.Partitions(unanswered);
        }
        return switch (Blame.Kind.of(failure)) {
            case RECORD -> new Blame.Outcomes(failed(), true);
            case UNKNOWN -> new Blame.Outcomes(failed(), false);
            case PARTITION -> new Blame.Partitions(Set.of(first.to));
            case NOBODY -> new Blame.Nobody();
        };
    }

    private Set<TopicPartition> unanswered() {
        Set<TopicPartition> unanswered = new HashSet<>();
        for (Sent sent : all) {
            if (!sent.written) {
                unanswered.add(sent.to);
            }
        }
        return unanswered;
    }

    private List<Outcome> failed() {
        Set<Outcome> failed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Sent sent : all) {
            if (sent.failure != null) {
                failed.add(sent.outcome);
            }
        }
        return List.copyOf(failed);
    }
}
