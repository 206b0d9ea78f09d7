package dev.hooklane.retry;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When a delivery's attempts happen: the first at once, each later one a step after the failure of
 * the one before it.
 *
 * @param waits before attempt 1, 2, 3 …; the first is zero, none is shorter than the one before it
 */
public record RetrySchedule(List<Duration> waits) {
    private static final int ATTEMPTS_MAX = 12;
    private static final Duration STEP_MIN = Duration.ofMillis(100);
    private static final Duration STEP_MAX = Duration.ofDays(7);

    // Below the limits, which it is checked against.
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
     * The schedule behind a text such as {@code 0s,5m,30m,2h,8h}.
     *
     * @throws IllegalArgumentException if it is not such a text, or no valid schedule
     */
    public static RetrySchedule parse(String text) {
        return new RetrySchedule(
                Arrays.stream(text.split(",", -1)).map(DurationText::parse).toList());
    }

    /** How many attempts a delivery gets by itself. */
    public int attempts() {
        return waits.size();
    }

    /** Whether these waits are some of the schedule's, in its order, and begin at once. */
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
     * The schedule with only the waits that were chosen; all of it where it no longer has one of
     * them, since an attempt too many does less harm than one too few.
     */
    public RetrySchedule narrowedTo(List<Duration> chosen) {
        return offers(chosen) ? new RetrySchedule(chosen) : this;
    }

    /** The step before this attempt; empty for the first and for any after the last. */
    public Optional<Step> stepBefore(int attempt) {
        return attempt >= 2 && attempt <= attempts()
                ? Optional.of(new Step(waits.get(attempt - 1)))
                : Optional.empty();
    }

    /** The schedule's steps, shortest first, each once. */
    public List<Step> steps() {
        return waits.stream().skip(1).distinct().map(Step::new).toList();
    }

    /** The shortest step that is longer than this one, or this one if none is. */
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
