package dev.hooklane.retry;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointSettings;
import java.time.Duration;
import java.util.Optional;

/** Decides what happens to a delivery after an attempt; a pure function of its arguments. */
public final class RetryRules {
    private final RetrySchedule schedule;

    public RetryRules(RetrySchedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Returns what happens next.
     *
     * @param endpoint the endpoint's settings; its own schedule applies if it has one
     */
    public NextMove after(Attempt attempt, Trigger trigger, EndpointSettings endpoint) {
        return switch (attempt.outcome()) {
            case AttemptOutcome.Success _ -> new NextMove.Finish();
            case AttemptOutcome.ErrorStatus error when error.isGone() ->
                    new NextMove.GiveUp(DeadLetterReason.GONE);
            case AttemptOutcome.ErrorStatus(_, Optional<Duration> retryAfter, _) ->
                    retry(attempt.number(), trigger, endpoint, retryAfter.orElse(Duration.ZERO));
            case AttemptOutcome.NoResponse _ ->
                    retry(attempt.number(), trigger, endpoint, Duration.ZERO);
        };
    }

    private NextMove retry(
            int attempt, Trigger trigger, EndpointSettings endpoint, Duration asked) {
        RetrySchedule own = endpoint.schedule().map(schedule::narrowedTo).orElse(schedule);
        Optional<Step> next =
                trigger == Trigger.EVENT ? own.stepBefore(attempt + 1) : Optional.empty();
        if (next.isEmpty()) {
            return new NextMove.GiveUp(DeadLetterReason.EXHAUSTED);
        }
        Step step = next.get();
        Duration most = schedule.nextLonger(step).delay();
        Duration wait = asked.compareTo(step.delay()) <= 0 ? step.delay() : asked;
        return new NextMove.Retry(step, wait.compareTo(most) > 0 ? most : wait);
    }
}
