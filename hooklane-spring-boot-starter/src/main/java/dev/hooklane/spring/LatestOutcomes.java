package dev.hooklane.spring;

import dev.hooklane.event.EventType;
import dev.hooklane.producer.PublishException;
import dev.hooklane.producer.PublishObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Remembers what became of the latest events. Any thread may use it. */
final class LatestOutcomes implements PublishObserver {
    /**
     * What is known.
     *
     * @param failures those since the last acknowledgement
     */
    record Known(Optional<Instant> acknowledged, Optional<Failures> failures) {}

    /** Failures without an acknowledgement between them. */
    record Failures(Instant first, Instant last, long count, String reason) {}

    private final InstantSource clock;
    private final AtomicReference<Known> known =
            new AtomicReference<>(new Known(Optional.empty(), Optional.empty()));

    LatestOutcomes(InstantSource clock) {
        this.clock = clock;
    }

    Known known() {
        return known.get();
    }

    @Override
    public void acknowledged(EventType type, Duration took) {
        known.set(new Known(Optional.of(clock.instant()), Optional.empty()));
    }

    @Override
    public void failed(EventType type, Duration took, Exception failure) {
        // Others are the caller's doing: an interrupt, or an event after the close.
        if (failure instanceof PublishException) {
            Instant now = clock.instant();
            String reason = reason(failure.getCause());
            known.updateAndGet(before -> {
                Instant first = before.failures().map(Failures::first).orElse(now);
                long count = before.failures().map(Failures::count).orElse(0L) + 1;
                return new Known(
                        before.acknowledged(),
                        Optional.of(new Failures(first, now, count, reason)));
            });
        }
    }

    /** Without the event's account, which the exception itself names. */
    static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
