package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.Sources;
import dev.hooklane.supervision.StopsInTime;
import dev.hooklane.supervision.SupervisedThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources that this instance reads, each on a thread of its own. One more thread follows their
 * changes: a source that is changed is read anew, and one that is paused or removed no more.
 */
public final class SourceTeam implements StopsInTime {
    private static final Logger log = LoggerFactory.getLogger(SourceTeam.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Longer than a worker takes to stop. */
    private static final Duration SILENT_AT_MOST = Duration.ofMinutes(6);

    private final Sources sources;
    private final WorkerParts parts;
    private final SupervisedThread thread;
    private final Map<SourceName, SourceWorker> workers = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private SourceTeam(Sources sources, WorkerParts parts) {
        this.sources = sources;
        this.parts = parts;
        thread = SupervisedThread.of("hooklane-sources", SILENT_AT_MOST, this::run);
    }

    /** Starts to read all sources that there are, and follows their changes. */
    public static SourceTeam start(Sources sources, WorkerParts parts) {
        SourceTeam team = new SourceTeam(sources, parts);
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
                follow();
                seen = changes;
            }
            if (workers.values().stream().noneMatch(each -> each.thread().isSilent())) {
                heartbeat.run();
            }
            var _ = closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void follow() {
        List<SourceWorker> over = new ArrayList<>();
        for (SourceWorker worker : workers.values()) {
            boolean asItWas =
                    wanted(worker.source().name()).filter(worker.source()::equals).isPresent();
            if (!asItWas) {
                worker.beginStop();
                over.add(worker);
            }
        }
        for (SourceWorker worker : over) {
            worker.close();
            workers.remove(worker.source().name());
            parts.meter().lag(worker.source().name(), 0);
            log.info("source.stopped source={}", worker.source().name());
        }
        for (Source source : sources.all()) {
            if (!parts.clients().clusters().contains(source.cluster())) {
                log.warn(
                        "source.no_cluster source={} cluster={} is not in sources.clusters here",
                        source.name(),
                        source.cluster());
            }
            if (wanted(source.name()).isPresent() && !workers.containsKey(source.name())) {
                workers.put(source.name(), SourceWorker.start(source, parts));
                log.info("source.started source={}", source.name());
            }
        }
    }

    private Optional<Source> wanted(SourceName name) {
        return sources.find(name)
                .filter(source -> !source.paused())
                .filter(source -> parts.clients().clusters().contains(source.cluster()));
    }

    @Override
    public void beginStop() {
        closing.countDown();
        workers.values().forEach(SourceWorker::beginStop);
    }

    /** Stops reading; what was in hand is written. */
    @Override
    public void close() {
        beginStop();
        thread.awaitEnd();
        workers.values().forEach(SourceWorker::close);
    }
}
