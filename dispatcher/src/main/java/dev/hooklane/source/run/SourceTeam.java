package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.Sources;
import dev.hooklane.supervision.StopsInTime;
import dev.hooklane.supervision.SupervisedThread;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources that this instance reads, each on a thread of its own. One more thread follows their
 * changes: a source that is changed is read anew, and one that is paused or removed no more. It
 * waits for none of them: a source that is slow to stop delays its own successor alone.
 *
 * <pre>
 * wanted ─▶ started ─▶ no more wanted as it is ─▶ told to stop ─▶ ended ─▶ wanted again?
 * </pre>
 */
public final class SourceTeam implements StopsInTime {
    private static final Logger log = LoggerFactory.getLogger(SourceTeam.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** A look at the sources waits for nobody. */
    private static final Duration SILENT_AT_MOST = Duration.ofMinutes(1);

    private final Sources sources;
    private final Function<Source, Optional<String>> whyNotRead;
    private final SourceMeter meter;
    private final Function<Source, Worker> workersOf;
    private final SupervisedThread thread;
    private final Map<SourceName, Worker> workers = new ConcurrentHashMap<>();
    private final Set<SourceName> counted = new HashSet<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Reads one version of a source, from its creation on. */
    interface Worker extends StopsInTime {
        /** Returns the version of the source that it reads. */
        Source source();

        /** Returns the thread that reads. */
        SupervisedThread thread();

        /** Reports whether it was told to stop. */
        boolean isStopping();
    }

    /**
     * @param whyNotRead returns why a source is not read here; empty if it is
     * @param workersOf starts to read a source
     */
    SourceTeam(
            Sources sources,
            Function<Source, Optional<String>> whyNotRead,
            SourceMeter meter,
            Function<Source, Worker> workersOf) {
        this.sources = sources;
        this.whyNotRead = whyNotRead;
        this.meter = meter;
        this.workersOf = workersOf;
        thread = SupervisedThread.of("hooklane-sources", SILENT_AT_MOST, this::run);
    }

    /** Starts to read all sources that there are, and follows their changes. */
    public static SourceTeam start(KnownSources known, WorkerParts parts) {
        SourceTeam team =
                new SourceTeam(
                        known.index(),
                        known::whyNotRead,
                        parts.meter(),
                        source -> SourceWorker.start(source, parts));
        team.thread.start();
        return team;
    }

    /** Returns the thread that follows the changes. It is silent if that of a source hangs. */
    public SupervisedThread thread() {
        return thread;
    }

    private void run(Runnable heartbeat) throws InterruptedException {
        long seen = -1;
        while (closing.getCount() > 0) {
            long changes = sources.changes();
            if (changes != seen) {
                warnOfUnread();
            }
            if (changes != seen || anyHasEnded()) {
                follow();
                seen = changes;
            }
            if (workers.values().stream().noneMatch(each -> each.thread().isSilent())) {
                heartbeat.run();
            }
            var _ = closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean anyHasEnded() {
        return workers.values().stream().anyMatch(each -> each.thread().hasEnded());
    }

    /** Stops what is not wanted any more, and starts what is. Waits for nothing. */
    void follow() {
        workers.values().forEach(this::stopUnlessWanted);
        counted.removeIf(this::isForgotten);
        for (Source source : sources.all()) {
            if (isWanted(source) && !workers.containsKey(source.name())) {
                meter.started(source.name());
                counted.add(source.name());
                workers.put(source.name(), workersOf.apply(source));
                log.info("source.started source={}", source.name());
            }
        }
    }

    private void stopUnlessWanted(Worker worker) {
        SourceName name = worker.source().name();
        boolean asItWas =
                sources.find(name).filter(this::isWanted).equals(Optional.of(worker.source()));
        if (!asItWas && !worker.isStopping()) {
            worker.beginStop();
        }
        // Its successor has the same place in the group and the same transactional ids.
        if (worker.thread().hasEnded()) {
            workers.remove(name);
            meter.stopped(name);
            log.info("source.stopped source={}", name);
        }
    }

    /** Its worker may have ended long ago, when it was paused. */
    private boolean isForgotten(SourceName name) {
        boolean gone = sources.find(name).isEmpty() && !workers.containsKey(name);
        if (gone) {
            meter.removed(name);
        }
        return gone;
    }

    private boolean isWanted(Source source) {
        return whyNotRead.apply(source).isEmpty();
    }

    private void warnOfUnread() {
        for (Source source : sources.all()) {
            if (!source.paused()) {
                whyNotRead
                        .apply(source)
                        .ifPresent(reason ->
                                log.warn("source.not_read source={}: {}", source.name(), reason));
            }
        }
    }

    @Override
    public void beginStop() {
        closing.countDown();
        workers.values().forEach(Worker::beginStop);
    }

    /** Stops reading; what was in hand is written. */
    @Override
    public void close() {
        beginStop();
        thread.awaitEnd();
        workers.values().forEach(Worker::close);
    }
}
