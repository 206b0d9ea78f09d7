package dev.hooklane.source.run;

import dev.hooklane.share.FairTurns;
import dev.hooklane.source.Source;
import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import dev.hooklane.unreadable.CarefulPoll;
import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a source's partitions that are assigned to this instance, until it is stopped or fails.
 * What was polled together is written together, with the progress, in one transaction. For one
 * thread; any thread may stop it.
 */
final class SourceRun {
    private static final Logger log = LoggerFactory.getLogger(SourceRun.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TURN_PATIENCE = Duration.ofSeconds(1);

    /** For all that a poll's records need of a schema registry. */
    private static final Duration LOOK_UP_PATIENCE = Duration.ofSeconds(5);

    private static final Duration PASS_OVER_EVERY = Duration.ofSeconds(2);

    private final Source source;
    private final Consumer<byte[], byte[]> consumer;
    private final TopicWatch watch;
    private final Claims claims;
    private final SourceWriter writer;
    private final RecordJudge judge;
    private final SourceRecords records;
    private final FairTurns turns;
    private final SourceMeter meter;
    private final Unreadable unreadable;
    private final InstantSource clock;
    private final RegistryWaits waits;
    private final Map<TopicPartition, SourceProgress> held = new HashMap<>();
    private final Owning owning = new Owning();
    private long passedNanos = System.nanoTime();
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
        consumer = parts.consumer();
        watch = parts.watch();
        claims = parts.claims();
        writer = parts.writer();
        judge = parts.judge();
        records = parts.records();
        turns = parts.turns();
        meter = parts.meter();
        unreadable = parts.unreadable();
        clock = parts.clock();
        waits = new RegistryWaits(source.name(), consumer, meter, System::nanoTime);
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
        subscribe(watch.first());
        try (CarefulPoll careful = new CarefulPoll(unreadable, System::nanoTime);
                waits) {
            while (!isStopping()) {
                heartbeat.run();
                watch.look().ifPresent(this::follow);
                waits.resumeDue();
                if (consumer.subscription().isEmpty()) {
                    var _ = stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    ConsumerRecords<byte[], byte[]> polled =
                            careful.poll(consumer, POLL, consumer::poll);
                    if (polled.isEmpty()) {
                        passOver();
                    } else {
                        takeTurn(polled, heartbeat);
                    }
                }
                meter.lag(source.name(), lag());
            }
        } finally {
            meter.stopped(source.name());
        }
    }

    /**
     * Moves the progress past what follows the last record and is none: the ends of transactions,
     * and records of those that were aborted. Otherwise there would always be something left.
     */
    private void passOver() {
        long now = System.nanoTime();
        if (now - passedNanos < PASS_OVER_EVERY.toNanos()) {
            return;
        }
        passedNanos = now;
        Map<TopicPartition, SourceProgress> passed = new HashMap<>();
        held.forEach((partition, progress) -> {
            long position = consumer.position(partition);
            if (position > progress.next()) {
                passed.put(partition, progress.passedTo(position));
            }
        });
        if (!passed.isEmpty()) {
            writer.write(List.of(), claims.keyed(passed));
            held.putAll(passed);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /**
     * Reads what there is to read now.
     *
     * @throws KafkaException if a topic is another one than the one that was claimed
     */
    private void follow(TopicWatch.Look look) {
        for (TopicPartition partition : consumer.assignment()) {
            Uuid id = look.ids().get(partition.topic());
            SourceProgress claimed = held.get(partition);
            if (id != null && (claimed == null || !claimed.log().topicId().equals(id.toString()))) {
                throw new KafkaException(
                        "topic %s was made anew while it was read".formatted(partition.topic()));
            }
        }
        subscribe(look.topics());
    }

    private void subscribe(Set<String> topics) {
        if (!topics.equals(consumer.subscription())) {
            consumer.subscribe(topics, owning);
            log.info("source.subscribed source={} topics={}", source.name(), topics.size());
        }
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
        List<ProducerRecord<byte[], byte[]>> out = new ArrayList<>();
        Map<TopicPartition, SourceProgress> reached = new HashMap<>();
        Tally all = new Tally();
        for (TopicPartition partition : polled.partitions()) {
            SourceProgress from = held.get(partition);
            if (from == null) {
                throw new IllegalStateException(partition + " was polled and is not claimed");
            }
            Tally tally = new Tally();
            ConsumerRecord<byte[], byte[]> last = null;
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                Judged judged = judge.judge(record, from.log());
                if (judged instanceof Judged.Undecided(String reason)) {
                    waits.hold(partition, record.offset(), reason);
                    break;
                }
                waits.decided(partition);
                records.made(record, judged).ifPresent(out::add);
                tally.add(judged);
                last = record;
            }
            if (last != null) {
                RecordCounts counts = from.counts().plus(tally.recorded());
                reached.put(partition, reached(from.log(), last, counts));
                all.add(tally);
            }
        }
        if (!reached.isEmpty()) {
            writer.write(out, claims.keyed(reached));
            held.putAll(reached);
            meter.read(source.name(), all.counts());
        }
    }

    private SourceProgress reached(
            LogIdentity identity, ConsumerRecord<byte[], byte[]> last, RecordCounts counts) {
        return new SourceProgress(
                identity,
                last.offset() + 1,
                source.generation(),
                claims.writerId(),
                Instant.ofEpochMilli(Math.max(0, last.timestamp())),
                counts);
    }

    private SourceMeter.Lag lag() {
        long records = 0;
        Duration age = Duration.ZERO;
        Instant now = clock.instant();
        for (Map.Entry<TopicPartition, SourceProgress> each : held.entrySet()) {
            long left = consumer.currentLag(each.getKey()).orElse(0);
            Instant readUpTo = each.getValue().at();
            records += left;
            if (left > 0 && readUpTo.isAfter(Instant.EPOCH)) {
                Duration ofPartition = Duration.between(readUpTo, now);
                age = ofPartition.compareTo(age) > 0 ? ofPartition : age;
            }
        }
        return new SourceMeter.Lag(records, age);
    }

    /** Claims what is assigned, and gives it up. Called within polls, and when it is closed. */
    private final class Owning implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                held.putAll(claims.claim(consumer, partitions, writer));
                log.info("source.claimed source={} {}", source.name(), partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Map<TopicPartition, SourceProgress> given = new HashMap<>();
            for (TopicPartition partition : partitions) {
                SourceProgress last = held.remove(partition);
                if (last != null) {
                    given.put(partition, last.released());
                }
            }
            waits.forget(partitions);
            // After a failure, the next owner fences this instance instead.
            if (!given.isEmpty() && !writer.hasFailed()) {
                writer.write(List.of(), claims.keyed(given));
                log.info("source.released source={} {}", source.name(), given.keySet());
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(held::remove);
            waits.forget(partitions);
        }
    }
}
