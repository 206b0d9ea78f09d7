package dev.hooklane.retry;

import dev.hooklane.delay.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When a delivery's attempts happen: the first at once, each later one a step after the previous
 * failure.
 *
 * @param waits before attempt 1, 2, 3 …; the first is zero, and none is shorter than the one before
 *     it
 */
public record RetrySchedule(List<Duration> waits) {
    private static final int ATTEMPTS_MAX = 12;
    private static final Duration STEP_MIN = Duration.ofMillis(100);
    private static final Duration STEP_MAX = Duration.ofDays(7);

    // Declared after the limits, because parse checks against them.
    public static final RetrySchedule DEFAULT = parse("0s,5m,30m,2h,8h");

    public RetrySchedule {
        waits = List.copyOf(waits);
        if (waits.isEmpty() || waits.size() > ATTEMPTS_MAX) {
            throw new IllegalArgumentException(
                    "schedule has %d attempts; 1 to %d are allowed"
                            .formatted(waits.size(), ATTEMPTS_MAX));
        }
        if (!waits.getFirst().isZero()) {
            throw new IllegalArgumentException(
                    "schedule begins with %s; the first attempt is immediate, so it must be 0s"
                            .formatted(DurationText.format(waits.getFirst())));
        }
        for (int i = 1; i < waits.size(); i++) {
            checkStep(waits.get(i), waits.get(i - 1));
        }
    }

    /**
     * Parses a schedule such as {@code 0s,5m,30m,2h,8h}.
     *
     * @throws IllegalArgumentException if the text is not a valid schedule
     */
    public static RetrySchedule parse(String text) {
        return new RetrySchedule(
                Arrays.stream(text.split(",", -1)).map(DurationText::parse).toList());
    }

    /** Returns how many attempts a delivery gets, not counting manual retries and replays. */
    public int attempts() {
        return waits.size();
    }

    /**
     * Reports whether {@code chosen} starts with zero and is a subset of the schedule's waits in
     * the same order.
     */
    public boolean offers(List<Duration> chosen) {
        int next = 0;
        for (Duration wait : waits) {
            if (next < chosen.size() && chosen.get(next).equals(wait)) {
                next++;
            }
        }
        return next > 0 && next == chosen.size() && chosen.getFirst().isZero();
    }

    /**
     * Returns the schedule with only the chosen waits. If the schedule no longer has one of them,
     * it returns the whole schedule: an extra attempt does less harm than a missing one.
     */
    public RetrySchedule narrowedTo(List<Duration> chosen) {
        return offers(chosen) ? new RetrySchedule(chosen) : this;
    }

    /**
     * Returns the step before {@code attempt}; empty for the first attempt and for any after the
     * last.
     */
    public Optional<Step> stepBefore(int attempt) {
        return attempt >= 2 && attempt <= attempts()
                ? Optional.of(new Step(waits.get(attempt - 1)))
                : Optional.empty();
    }

    /** Returns the schedule's distinct steps, shortest first. */
    public List<Step> steps() {
        return waits.stream().skip(1).distinct().map(Step::new).toList();
    }

    /**
     * Returns the shortest step that is longer than {@code step}, or {@code step} itself if there
     * is none.
     */
    public Step nextLonger(Step step) {
        return steps().stream()
                .filter(other -> other.delay().compareTo(step.delay()) > 0)
                .findFirst()
                .orElse(step);
    }

    private static void checkStep(Duration wait, Duration before) {
        if (wait.compareTo(STEP_MIN) < 0 || wait.compareTo(STEP_MAX) > 0) {
            throw new IllegalArgumentException(
                    "schedule has a step of %s; %s to %s are allowed"
                            .formatted(
                                    DurationText.format(wait),
                                    DurationText.format(STEP_MIN),
                                    DurationText.format(STEP_MAX)));
        }
        if (wait.compareTo(before) < 0) {
            throw new IllegalArgumentException(
                    "schedule has %s after %s; a step may not be shorter than the one before it"
                            .formatted(DurationText.format(wait), DurationText.format(before)));
        }
    }

    @Override
    public String toString() {
        return waits.stream().map(DurationText::format).collect(Collectors.joining(","));
    }
}
