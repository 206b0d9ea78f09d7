package dev.hooklane.lane;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One log line for each attempt, with fixed keys; never a payload, a secret or a URL. */
final class AttemptLog {
    private static final Logger log = LoggerFactory.getLogger("dev.hooklane.attempts");

    private final boolean enabled;

    AttemptLog(boolean enabled) {
        this.enabled = enabled;
    }

    void attempted(Delivery delivery, Attempt attempt, Outcome outcome) {
        if (enabled) {
            log.info(
                    "delivery.attempted account={} endpoint={} event={} type={} delivery={} attempt={} outcome={} ms={} next={}",
                    delivery.event().account(),
                    delivery.endpoint(),
                    delivery.event().id(),
                    delivery.event().type(),
                    delivery.id(),
                    attempt.number(),
                    outcome(attempt),
                    attempt.duration().toMillis(),
                    next(outcome));
        }
    }

    private static String outcome(Attempt attempt) {
        return switch (attempt.outcome()) {
            case AttemptOutcome.Success(int status, _) -> Integer.toString(status);
            case AttemptOutcome.ErrorStatus(int status, _, _) -> Integer.toString(status);
            case AttemptOutcome.NoResponse noResponse -> noResponse.kind().wireName();
        };
    }

    /** Where the delivery goes on, as the topic's name; its history comes last. */
    private static String next(Outcome outcome) {
        return outcome.writes().size() > 1 ? outcome.writes().getFirst().topic() : "-";
    }
}
