package dev.hooklane.source.run;

import dev.hooklane.share.FairTurns;
import dev.hooklane.source.Source;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import dev.hooklane.unreadable.CarefulPoll;
import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a source's partitions that are assigned to this instance, until it is stopped or fails.
 * What was polled together is written together, with the progress, in one transaction, or in a few
 * if it is large. For one thread; any thread may stop it.
 */
final class SourceRun {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TURN_PATIENCE = Duration.ofSeconds(1);

    /** For all that a poll's records need of a schema registry. */
    private static final Duration LOOK_UP_PATIENCE = Duration.ofSeconds(5);

    private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);
    private static final Duration PASS_OVER_EVERY = Duration.ofSeconds(2);

    private final Source source;
    private final Claims claims;
    private final SourceWriter writer;
    private final RecordJudge judge;
    private final SourceRecords records;
    private final FairTurns turns;
    private final SourceMeter meter;
    private final InstantSource clock;
    private final CarefulPoll careful;
    private final RegistryWaits waits;
    private final HeldPartitions held;
    private final SubscribedTopics topics;
    private long passedNanos = System.nanoTime();
    private long measuredNanos = System.nanoTime();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * The parts of a run.
     *
     * @param watch says which topics there are to read
     * @param turns at writing; each source has one at a time
     * @param unreadable is told which partitions can't be read
     */
    record Parts(
            Consumer<byte[], byte[]> consumer,
            TopicWatch watch,
            Claims claims,
            SourceWriter writer,
            RecordJudge judge,
            SourceRecords records,
            FairTurns turns,
            SourceMeter meter,
            Unreadable unreadable,
            InstantSource clock) {}

    SourceRun(Source source, Parts parts) {
        this.source = source;
        Consumer<byte[], byte[]> consumer = parts.consumer();
        claims = parts.claims();
        writer = parts.writer();
        judge = parts.judge();
        records = parts.records();
        turns = parts.turns();
        meter = parts.meter();
        clock = parts.clock();
        waits = new RegistryWaits(source.name(), consumer, meter, System::nanoTime);
        careful = new CarefulPoll(parts.unreadable(), System::nanoTime);
        held =
                new HeldPartitions(
                        consumer,
                        claims,
                        writer,
                        waits,
                        new Suspects(careful, consumer, RandomGenerator.getDefault()));
        topics = new SubscribedTopics(source, consumer, parts.watch(), careful, held);
    }

    /** Ends the run after what it has in hand. */
    void stop() {
        stopping.countDown();
    }

    /**
     * Runs until it is stopped.
     *
     * @throws KafkaException if a cluster fails; nothing is lost then, and a new run continues
     */
    void run(Runnable heartbeat) throws InterruptedException {
        topics.begin();
        try (careful;
                waits) {
            while (!isStopping()) {
                heartbeat.run();
                topics.follow();
                waits.resumeDue();
                if (topics.isEmpty()) {
                    var _ = stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    ConsumerRecords<byte[], byte[]> polled = topics.poll(POLL);
                    if (polled.isEmpty()) {
                        passOver();
                    } else {
                        takeTurn(polled, heartbeat);
                    }
                }
                measure();
            }
        } finally {
            meter.stopped(source.name());
        }
    }

    /** Tells how the run does. Not after each poll, as it looks at each partition. */
    private void measure() {
        long now = System.nanoTime();
        if (now - measuredNanos >= MEASURE_EVERY.toNanos()) {
            measuredNanos = now;
            meter.lag(source.name(), held.lag(clock.instant()));
            meter.awaitsRewind(source.name(), held.awaitingRewind());
            meter.topicsRefused(source.name(), topics.refused());
        }
    }

    /**
     * Moves the progress past what is no record. Otherwise there would always be something left.
     */
    private void passOver() {
        long now = System.nanoTime();
        if (now - passedNanos < PASS_OVER_EVERY.toNanos()) {
            return;
        }
        passedNanos = now;
        write(held.passed());
    }

    /** Writes progress that publishes nothing. */
    private void write(Map<TopicPartition, SourceProgress> progress) {
        if (!progress.isEmpty()) {
            writer.write(List.of(), claims.keyed(progress));
            held.reached(progress);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void takeTurn(ConsumerRecords<byte[], byte[]> polled, Runnable heartbeat)
            throws InterruptedException {
        String name = source.name().value();
        // Before the turn: a slow registry must not hold up other sources.
        long deadline = System.nanoTime() + LOOK_UP_PATIENCE.toNanos();
        polled.partitions().forEach(partition -> judge.lookUp(polled.records(partition), deadline));
        while (!turns.await(name, TURN_PATIENCE)) {
            heartbeat.run();
            if (isStopping()) {
                return;
            }
        }
        try {
            take(polled);
        } finally {
            turns.done(name);
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> polled) {
        SourceBatch batch = new SourceBatch();
        for (TopicPartition partition : polled.partitions()) {
            LogIdentity log = held.of(partition).log();
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                Judged judged = judge.judge(record, log);
                if (judged instanceof Judged.Undecided(String reason)) {
                    waits.hold(partition, record.offset(), reason);
                    break;
                }
                waits.decided(partition);
                batch.add(record, judged, records.made(record, judged));
                if (batch.isFull()) {
                    write(batch);
                    batch = new SourceBatch();
                }
            }
        }
        if (!batch.isEmpty()) {
            write(batch);
        }
        // People see it in the API of any instance.
        write(held.waiting());
    }

    private void write(SourceBatch batch) {
        Map<TopicPartition, SourceProgress> reached =
                batch.reached(held::of, source.generation(), claims.writerId());
        writer.write(batch.out(), claims.keyed(reached));
        held.reached(reached);
        meter.read(source.name(), batch.counts());
    }
}
