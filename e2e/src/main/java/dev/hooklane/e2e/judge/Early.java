package dev.hooklane.e2e.judge;

import dev.hooklane.e2e.receiver.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** No retry comes before its step has passed since the previous attempt failed. */
final class Early implements Judge {
    @Override
    public String name() {
        return "early";
    }

    @Override
    public String summary() {
        return "retries that came before their step was over";
    }

    /** Hooklane counts in milliseconds, the rig more finely. */
    private static final Duration ROUNDING = Duration.ofMillis(2);

    @Override
    public List<String> breaches(Evidence evidence) {
        List<String> early = new ArrayList<>();
        for (List<Request> requests : evidence.requestsByPair().values()) {
            judge(evidence, requests, early);
        }
        return early;
    }

    private static void judge(Evidence evidence, List<Request> requests, List<String> early) {
        Map<Integer, Instant> arrived = new HashMap<>();
        Map<Integer, Instant> failed = new HashMap<>();
        for (Request request : requests) {
            arrived.merge(request.attempt(), request.at(), Early::earlier);
            // A request without an answer failed some time after it arrived; only the sender knows
            // when.
            failed.merge(
                    request.attempt(),
                    request.answer().map(Request.Answer::at).orElse(request.at()),
                    Early::earlier);
        }
        arrived.forEach((attempt, at) -> {
            Optional<Duration> wait = evidence.waitBefore(attempt);
            Instant before = failed.get(attempt - 1);
            if (wait.isPresent()
                    && before != null
                    && at.isBefore(before.plus(wait.get()).minus(ROUNDING))) {
                early.add(
                        "%s came %d ms after the failure before it"
                                .formatted(
                                        requests.getFirst().delivery() + "#" + attempt,
                                        Duration.between(before, at).toMillis()));
            }
        });
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
