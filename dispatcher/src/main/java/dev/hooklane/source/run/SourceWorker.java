package dev.hooklane.source.run;

import dev.hooklane.event.VisibleText;
import dev.hooklane.source.Source;
import dev.hooklane.source.mapping.Mapping;
import dev.hooklane.supervision.OutOfMemory;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one source on this instance until it is closed, on a thread of its own. Whenever a run
 * fails, a new one continues from the progress, after a pause that grows.
 */
final class SourceWorker implements SourceTeam.Worker {
    private static final Logger log = LoggerFactory.getLogger(SourceWorker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);

    /** Joining, claiming and writing wait for several answers. */
    private static final Duration SILENT_AT_MOST = Duration.ofMinutes(5);

    private final Source source;
    private final WorkerParts parts;
    private final SupervisedThread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable SourceRun current;

    private SourceWorker(Source source, WorkerParts parts) {
        this.source = source;
        this.parts = parts;
        thread =
                SupervisedThread.of(
                        "hooklane-source-" + source.name(), SILENT_AT_MOST, this::runUntilClosed);
    }

    static SourceWorker start(Source source, WorkerParts parts) {
        SourceWorker worker = new SourceWorker(source, parts);
        worker.thread.start();
        return worker;
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public SupervisedThread thread() {
        return thread;
    }

    @Override
    public boolean isStopping() {
        return closing.getCount() == 0;
    }

    private void runUntilClosed(Runnable heartbeat) {
        Duration pause = FIRST_PAUSE;
        while (!isStopping()) {
            long startedNanos = System.nanoTime();
            try {
                heartbeat.run();
                runOnce(heartbeat);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (KafkaException | KafkaUnavailableException e) {
                // What a callback throws comes wrapped.
                failed(RootCause.of(e));
            } catch (Throwable e) {
                OutOfMemory.endProcessIfCause(e);
                failed(e);
                log.error("source.failed source={}", source.name(), e);
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            boolean ranLong = System.nanoTime() - startedNanos > LONGEST_PAUSE.toNanos();
            pause = ranLong ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            if (isClosingWithin(pause)) {
                return;
            }
        }
    }

    private void failed(Throwable why) {
        parts.meter().restarted(source.name());
        log.warn(
                "source.restarts source={} {}: {}",
                source.name(),
                why.getClass().getSimpleName(),
                VisibleText.excerpt(why));
    }

    private void runOnce(Runnable heartbeat) throws InterruptedException {
        SourceClients clients = parts.clients();
        Admin theirs = clients.admin(source.cluster());
        try {
            parts.ownTopics().refuse(source);
            String clusterId = WorkerParts.clusterId(theirs);
            Mapping mapping = Mapping.of(source.mapping());
            try (SourceWriter writer =
                    SourceWriter.start(clients.producers(source), parts.progressTopic())) {
                runWith(writer, mapping, clusterId, theirs, heartbeat);
            }
        } finally {
            theirs.close(Duration.ZERO);
        }
    }

    private void runWith(
            SourceWriter writer,
            Mapping mapping,
            String clusterId,
            Admin theirs,
            Runnable heartbeat)
            throws InterruptedException {
        TheirTopics topics = new TheirTopics(theirs, WorkerParts.ANSWERS);
        Consumer<byte[], byte[]> consumer = parts.clients().member(source, parts.ownClusterId());
        try {
            SourceRun run =
                    new SourceRun(
                            source,
                            new SourceRun.Parts(
                                    consumer,
                                    new TopicWatch(
                                            source,
                                            topics,
                                            parts.ownTopics(),
                                            parts.partitionsMax(),
                                            parts.meter(),
                                            System::nanoTime),
                                    new Claims(
                                            source,
                                            parts.clients().writer(source),
                                            clusterId,
                                            topics,
                                            parts.progress(),
                                            parts.meter()),
                                    writer,
                                    new RecordJudge(source, mapping, parts.formats()),
                                    parts.records(source),
                                    parts.turns(),
                                    parts.meter(),
                                    parts.unreadable(),
                                    InstantSource.system()));
            current = run;
            if (isStopping()) {
                run.stop();
            }
            run.run(heartbeat);
        } finally {
            current = null;
            leave(consumer);
        }
    }

    /** The other instances take over at once, and not when the session has ended. */
    private void leave(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.close(
                    CloseOptions.timeout(LEAVE_PATIENCE)
                            .withGroupMembershipOperation(
                                    CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        } catch (KafkaException e) {
            log.info("source.not_left source={}: {}", source.name(), RootCause.of(e).toString());
        }
    }

    private boolean isClosingWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void beginStop() {
        closing.countDown();
        SourceRun run = current;
        if (run != null) {
            run.stop();
        }
    }

    /** Writes what it has in hand, gives up its partitions, and stops. */
    @Override
    public void close() {
        beginStop();
        thread.awaitEnd();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
