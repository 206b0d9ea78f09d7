package dev.hooklane.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One HTTP request of a delivery.
 *
 * @param number from 1
 * @param duration from the start of the name look-up to the end of the response
 * @param phases how the duration splits into phases
 * @param headers the response's headers that are kept, by lower-case name; untrusted text
 * @param waited how it was kept waiting beyond its schedule, if it was
 */
public record Attempt(
        int number,
        Instant startedAt,
        Duration duration,
        AttemptOutcome outcome,
        PhaseTimes phases,
        SortedMap<String, String> headers,
        Optional<AttemptWait> waited) {
    /** How many characters of header names and values are kept. */
    public static final int HEADERS_MAX = 4 * 1_024;

    public Attempt {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        if (number < 1) {
            throw new IllegalArgumentException("attempt %d is not from 1".formatted(number));
        }
    }

    /** An attempt that was made when it was due. */
    public Attempt(
            int number,
            Instant startedAt,
            Duration duration,
            AttemptOutcome outcome,
            PhaseTimes phases,
            SortedMap<String, String> headers) {
        this(number, startedAt, duration, outcome, phases, headers, Optional.empty());
    }

    /** An attempt without response headers, or without a response. */
    public Attempt(
            int number,
            Instant startedAt,
            Duration duration,
            AttemptOutcome outcome,
            PhaseTimes phases) {
        this(number, startedAt, duration, outcome, phases, Collections.emptySortedMap());
    }

    /** An attempt without response headers whose phases were not measured. */
    public Attempt(int number, Instant startedAt, Duration duration, AttemptOutcome outcome) {
        this(number, startedAt, duration, outcome, PhaseTimes.NONE);
    }

    /** Returns this attempt without anything that the endpoint sent. */
    Attempt withoutAnswer() {
        AttemptOutcome bare =
                switch (outcome) {
                    case AttemptOutcome.Success(int status, _) ->
                            new AttemptOutcome.Success(status, "");
                    case AttemptOutcome.ErrorStatus(int status, Optional<Duration> wait, _) ->
                            new AttemptOutcome.ErrorStatus(status, wait, "");
                    case AttemptOutcome.NoResponse(ErrorKind kind, _) ->
                            new AttemptOutcome.NoResponse(kind, "");
                };
        return new Attempt(
                number, startedAt, duration, bare, phases, Collections.emptySortedMap(), waited);
    }

    /** Returns this attempt with the wait before it. */
    public Attempt after(AttemptWait wait) {
        return new Attempt(
                number, startedAt, duration, outcome, phases, headers, Optional.of(wait));
    }

    public Instant endedAt() {
        return startedAt.plus(duration);
    }
}
