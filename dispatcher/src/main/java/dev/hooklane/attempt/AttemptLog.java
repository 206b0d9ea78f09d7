package dev.hooklane.attempt;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.offset.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one log line for each attempt, with fixed keys; never a payload, a secret or a URL.
 * Attempts beyond the rate are only counted, and a later line says how many. Any thread may use it.
 */
public final class AttemptLog {
    private static final Logger log = LoggerFactory.getLogger("dev.hooklane.attempts");

    private final LineRate rate;

    AttemptLog(LineRate rate) {
        this.rate = rate;
    }

    /** Returns a log of at most {@code perSecond} lines a second; 0 logs nothing. */
    public static AttemptLog atMost(int perSecond) {
        return new AttemptLog(new LineRate(perSecond, System::nanoTime));
    }

    void attempted(Delivery delivery, Attempt attempt, Outcome outcome) {
        if (!rate.mayLog()) {
            return;
        }
        int unlogged = rate.takeUnlogged();
        if (unlogged > 0) {
            log.atInfo()
                    .setMessage("delivery.attempts_unlogged")
                    .addKeyValue("count", unlogged)
                    .log();
        }
        log.atInfo()
                .setMessage("delivery.attempted")
                .addKeyValue("account", delivery.event().account())
                .addKeyValue("endpoint", delivery.endpoint())
                .addKeyValue("event", delivery.event().id())
                .addKeyValue("type", delivery.event().type())
                .addKeyValue("delivery", delivery.id())
                .addKeyValue("attempt", attempt.number())
                .addKeyValue("outcome", outcome(attempt))
                .addKeyValue("ms", attempt.duration().toMillis())
                .addKeyValue("next", next(outcome))
                .log();
    }

    private static String outcome(Attempt attempt) {
        return switch (attempt.outcome()) {
            case AttemptOutcome.Success(int status, _) -> Integer.toString(status);
            case AttemptOutcome.ErrorStatus(int status, _, _) -> Integer.toString(status);
            case AttemptOutcome.NoResponse noResponse -> noResponse.kind().wireName();
        };
    }

    /** Returns the name of the delivery's next topic; the last write is always its history. */
    private static String next(Outcome outcome) {
        return outcome.writes().size() > 1 ? outcome.writes().getFirst().topic() : "-";
    }
}
