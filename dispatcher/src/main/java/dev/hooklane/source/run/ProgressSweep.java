package dev.hooklane.source.run;

import dev.hooklane.event.VisibleText;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressCodec;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.TopicsThere;
import dev.hooklane.source.progress.Upkeep;
import dev.hooklane.supervision.StopsInTime;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes progress that nothing has needed for a long time, on a thread of its own. All instances
 * that read sources sweep: what two of them write is the same.
 */
public final class ProgressSweep implements StopsInTime {
    private static final Logger log = LoggerFactory.getLogger(ProgressSweep.class);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);

    /** The cluster of a source is asked twice, and the progress is read several times. */
    private static final Duration SILENT_AT_MOST = SWEEP_EVERY.plusMinutes(5);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private static final int WRITTEN_AT_ONCE = 500;

    private final KnownSources known;
    private final String progressTopic;
    private final Supplier<AckedProducer> producers;
    private final InstantSource clock;
    private final SupervisedThread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * @param producers make one for each sweep that has something to write
     */
    ProgressSweep(
            KnownSources known,
            String progressTopic,
            Supplier<AckedProducer> producers,
            InstantSource clock) {
        this.known = known;
        this.progressTopic = progressTopic;
        this.producers = producers;
        this.clock = clock;
        thread = SupervisedThread.of("hooklane-source-progress", SILENT_AT_MOST, this::run);
    }

    /** Starts to sweep, now and then. */
    public static ProgressSweep start(
            KnownSources known, String progressTopic, Supplier<AckedProducer> producers) {
        ProgressSweep sweep =
                new ProgressSweep(known, progressTopic, producers, InstantSource.system());
        sweep.thread.start();
        return sweep;
    }

    /** Returns the thread that sweeps. */
    public SupervisedThread thread() {
        return thread;
    }

    private void run(Runnable heartbeat) throws InterruptedException {
        while (!closing.await(SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            sweep(heartbeat);
        }
    }

    /** Sweeps the progress of all sources, unless this instance does not know all sources. */
    void sweep(Runnable heartbeat) {
        for (SourceName source : known.progress().book().sources()) {
            heartbeat.run();
            if (closing.getCount() == 0 || !knowsAll()) {
                return;
            }
            try {
                sweep(source);
            } catch (KafkaException | KafkaUnavailableException e) {
                log.warn("source.progress_not_swept source={}: {}", source, VisibleText.excerpt(e));
            }
        }
    }

    private boolean knowsAll() {
        return known.followed().caughtUp() && known.progress().followed().caughtUp();
    }

    private void sweep(SourceName source) {
        Map<PartitionKey, SourceProgress> before = known.progress().book().of(source);
        Map<PartitionKey, Upkeep.Step> due = due(source, before);
        if (due.isEmpty()) {
            return;
        }
        var _ = new WriterFence(known.progress()).fence(source, due.keySet(), "");
        Map<PartitionKey, SourceProgress> after = known.progress().book().of(source);
        Map<PartitionKey, Upkeep.Step> still = new HashMap<>(due(source, after));
        still.keySet().retainAll(due.keySet());
        // What was written meanwhile is needed by whoever wrote it.
        still.keySet()
                .removeIf(
                        partition -> !Objects.equals(before.get(partition), after.get(partition)));
        write(still);
        log.info(
                "source.progress_swept source={} partitions={} removed={}",
                source,
                still.size(),
                still.values().stream().filter(Upkeep.Step.Remove.class::isInstance).count());
    }

    private Map<PartitionKey, Upkeep.Step> due(
            SourceName name, Map<PartitionKey, SourceProgress> progress) {
        Optional<Source> source = known.index().find(name);
        if (source.isEmpty() && known.index().isUnreadable(name)) {
            return Map.of();
        }
        TopicsThere there =
                source.map(reading -> there(reading, progress)).orElse(TopicsThere.UNKNOWN);
        return new Upkeep(source, there, clock.instant()).of(progress);
    }

    private TopicsThere there(Source source, Map<PartitionKey, SourceProgress> progress) {
        if (!known.clients().clusters().contains(source.cluster())) {
            return TopicsThere.UNKNOWN;
        }
        Admin admin = known.clients().admin(source.cluster());
        try {
            return new TheirTopics(admin, WorkerParts.ANSWERS)
                    .lookFor(
                            progress.keySet().stream()
                                    .map(PartitionKey::topic)
                                    .collect(Collectors.toSet()));
        } finally {
            // Otherwise, it would wait for a cluster that is silent.
            admin.close(Duration.ZERO);
        }
    }

    private void write(Map<PartitionKey, Upkeep.Step> steps) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        steps.forEach((partition, step) ->
                records.add(
                        new ProducerRecord<>(
                                progressTopic, ProgressCodec.key(partition), value(step))));
        try (AckedProducer producer = producers.get()) {
            for (int from = 0; from < records.size(); from += WRITTEN_AT_ONCE) {
                int until = Math.min(records.size(), from + WRITTEN_AT_ONCE);
                var _ = producer.writeAll(records.subList(from, until));
            }
        }
    }

    private static byte @Nullable [] value(Upkeep.Step step) {
        return switch (step) {
            case Upkeep.Step.Write(SourceProgress progress) -> ProgressCodec.write(progress);
            case Upkeep.Step.Remove _ -> null;
        };
    }

    @Override
    public void beginStop() {
        closing.countDown();
    }

    @Override
    public void close() {
        beginStop();
        thread.awaitEnd(CLOSE_PATIENCE);
    }
}
