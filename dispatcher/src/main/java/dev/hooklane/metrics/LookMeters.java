package dev.hooklane.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of looks whose result is shared by all who ask for the same. */
public final class LookMeters {
    private final Map<Subject, Meter> meters = new EnumMap<>(Subject.class);

    /** What is looked at. */
    public enum Subject {
        /** The events topic, for all who watch it. */
        EVENTS,
        /** A list of events, for those who watch it. */
        EVENT_LISTS,
        /** How an account does. */
        OVERVIEW,
        /** How the installation does. */
        OVERVIEW_ALL,
        /** Which records of the parked topics are not done. */
        PARKED
    }

    public LookMeters(MeterRegistry registry) {
        for (Subject subject : Subject.values()) {
            meters.put(subject, new Meter(registry, subject.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Returns the meters of a subject. */
    public Meter of(Subject subject) {
        Meter meter = meters.get(subject);
        if (meter == null) {
            throw new IllegalArgumentException("no meter for " + subject);
        }
        return meter;
    }

    /** The meters of one subject. Any thread may count. */
    public static final class Meter {
        private final Counter asked;
        private final Counter unshared;
        private final Counter failed;
        private final Timer made;
        private final AtomicInteger waiting = new AtomicInteger();

        private Meter(MeterRegistry registry, String subject) {
            asked = registry.counter("hooklane.looks.asked", "look", subject);
            unshared = registry.counter("hooklane.looks.unshared", "look", subject);
            failed = registry.counter("hooklane.looks.failed", "look", subject);
            made = registry.timer("hooklane.looks", "look", subject);
            Gauge.builder("hooklane.looks.waiting", waiting, AtomicInteger::get)
                    .tag("look", subject)
                    .register(registry);
        }

        /** Counts a caller; {@link #answered} must follow. */
        public void asked() {
            asked.increment();
            waiting.incrementAndGet();
        }

        /** Counts that a caller waits no longer, whatever came of it. */
        public void answered() {
            waiting.decrementAndGet();
        }

        /** Counts a look that a caller makes for itself, as too many results are kept. */
        public void unshared() {
            unshared.increment();
        }

        /** Counts a look that was made. */
        public void made(Duration took, boolean worked) {
            made.record(took);
            if (!worked) {
                failed.increment();
            }
        }
    }
}
