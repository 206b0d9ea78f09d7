package dev.hooklane.eraser;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.erasure.ErasedPlace;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Topics;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out erasures on a thread of its own: place after place, each noted when it is done, and
 * tried again until all are. An erasure that another instance began and left unfinished is
 * continued.
 */
public final class Eraser implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Eraser.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** One turn may remove everything that an account ever had. */
    private static final Duration SILENT_AT_MOST = Duration.ofHours(6);

    /** After this long without an end, the instance that began an erasure counts as gone. */
    private static final Duration TAKEN_OVER_AFTER = Duration.ofMinutes(10);

    private final Parts parts;
    private final SupervisedThread thread;
    private final Semaphore wanted = new Semaphore(0);
    private final Tries tries = new Tries();
    private Instant tendedAt = Instant.EPOCH;

    /**
     * The parts that erasing needs.
     *
     * @param ready whether this instance has read all erasures
     * @param instance this instance's name, the same after a restart
     */
    record Parts(
            Erasures erasures,
            ErasureLog log,
            List<DataPlace> places,
            BooleanSupplier ready,
            String instance,
            InstantSource clock,
            RandomGenerator random) {
        Parts {
            places = List.copyOf(places);
        }
    }

    private Eraser(Parts parts) {
        this.parts = parts;
        thread = SupervisedThread.of("hooklane-eraser", SILENT_AT_MOST, this::run);
    }

    /**
     * Starts this instance's part in erasing.
     *
     * @param followed the topic that the erasures are read from
     */
    public static Eraser start(
            HooklaneConfig config,
            Topics topics,
            AckedProducer producer,
            Admin admin,
            Erasures erasures,
            FollowedTopic followed) {
        InstantSource clock = InstantSource.system();
        return start(
                new Parts(
                        erasures,
                        new ErasureLog(
                                producer::writeAll, followed::awaitReadBack, topics.erasures()),
                        Places.of(
                                topics,
                                config.kafka().consumerProperties(),
                                producer::writeAll,
                                new TopicRetention(admin),
                                clock),
                        followed::caughtUp,
                        config.instance(),
                        clock,
                        new SecureRandom()));
    }

    static Eraser start(Parts parts) {
        Eraser eraser = new Eraser(parts);
        eraser.thread.start();
        return eraser;
    }

    /** Returns all erasures that are not forgotten. */
    public Erasures erasures() {
        return parts.erasures();
    }

    /**
     * Erases the account, or one event of it. Once this returns, this instance no longer shows any
     * of it; the removal continues in the background.
     *
     * @return the erasure, which may have been begun before
     * @throws dev.hooklane.topic.KafkaUnavailableException if it could not be written down
     */
    public synchronized Erasure erase(AccountId account, Optional<EventId> event) {
        Optional<Erasure> begun =
                parts.erasures().all().stream()
                        .filter(each ->
                                each.account().equals(account) && each.event().equals(event))
                        // An account may have been used again since; an event's id has not.
                        .filter(each -> event.isPresent() || !each.isDone())
                        .findFirst();
        if (begun.isPresent()) {
            return begun.get();
        }
        ErasureId id = ErasureId.random(parts.random());
        Erasure erasure =
                new Erasure(
                        id,
                        account,
                        event,
                        parts.log().brokersTime(id),
                        parts.instance(),
                        Optional.empty(),
                        parts.places().stream()
                                .map(place -> ErasedPlace.untouched(place.name()))
                                .toList());
        parts.log().put(erasure);
        wanted.release();
        return erasure;
    }

    /** Returns the thread that erases. */
    public SupervisedThread thread() {
        return thread;
    }

    private void run(Runnable heartbeat) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            if (parts.ready().getAsBoolean()) {
                turn();
            }
            heartbeat.run();
            var _ = wanted.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            wanted.drainPermits();
        }
    }

    /** Continues this instance's erasures, tends the places and forgets erasures that are over. */
    private void turn() {
        try {
            parts.erasures().all().stream()
                    .filter(this::isOurs)
                    .filter(this::isDue)
                    .forEach(this::go);
            tend();
            parts.erasures().all().stream().filter(this::isOver).forEach(parts.log()::forget);
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                log.warn("erasure.interrupted it resumes soon", e);
            }
        }
    }

    private boolean isOurs(Erasure erasure) {
        return !erasure.isDone()
                && (erasure.by().equals(parts.instance())
                        || erasure.erasedAt()
                                .plus(TAKEN_OVER_AFTER)
                                .isBefore(parts.clock().instant()));
    }

    private boolean isDue(Erasure erasure) {
        return tries.isDue(erasure.id(), parts.clock().instant());
    }

    private void go(Erasure begun) {
        Erasure erasure = begun.takenOver(parts.instance());
        for (ErasedPlace before : begun.places()) {
            if (!before.done()) {
                erasure = erasure.with(erase(erasure, before), parts.clock().instant());
                parts.log().put(erasure);
            }
        }
        if (erasure.isDone()) {
            tries.done(erasure.id());
            log.info("erasure.done erasure={} account={}", erasure.id(), erasure.account());
        } else {
            tries.failed(erasure.id(), parts.clock().instant());
        }
    }

    private ErasedPlace erase(Erasure erasure, ErasedPlace before) {
        Optional<DataPlace> place =
                parts.places().stream()
                        .filter(each -> each.name().equals(before.place()))
                        .findFirst();
        if (place.isEmpty()) {
            return before.failed("this instance's configuration has no such place");
        }
        try {
            return place.get().erase(erasure);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                // Stopped, not failed.
                throw e;
            }
            log.warn("erasure.failed erasure={} place={}", erasure.id(), before.place(), e);
            return before.failed(String.valueOf(e.getMessage()));
        }
    }

    private void tend() {
        Instant now = parts.clock().instant();
        if (!parts.erasures().isEmpty()
                && !now.isBefore(tendedAt.plus(TopicTimes.TENDED_EVERY.dividedBy(2)))) {
            parts.places().forEach(DataPlace::tend);
            tendedAt = now;
        }
    }

    /**
     * Reports whether the last copy is gone everywhere, so that the erasure is no longer needed.
     */
    private boolean isOver(Erasure erasure) {
        Instant now = parts.clock().instant();
        return erasure.isDone()
                && erasure.places().stream()
                        .filter(place -> !place.place().equals(StateDirPlace.NAME))
                        .allMatch(place -> place.goneBy().map(now::isAfter).orElse(false));
    }

    /** Stops; the next start continues unfinished erasures. */
    @Override
    public void close() {
        thread.awaitEnd(Duration.ZERO);
    }
}
