package dev.hooklane.deadletter;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rounds that people asked for recently: one round of a delivery at a time, and a limited
 * number in a while. Any thread may use it.
 *
 * <p>Requests about a delivery are answered by the instance that has its history, so one memory is
 * enough; after a rebalance the next owner begins with an empty one.
 */
final class RoundsByHand {
    /** Enough for an engineer who repairs a server and tries again after each change. */
    static final int AT_ONCE = 10;

    /** How soon one more is allowed after that: ten in a minute. */
    static final Duration ONE_EACH = Duration.ofSeconds(6);

    /**
     * How long a round may be under way until another may be asked for: longer than an attempt
     * takes, and shorter than a delivery may be parked, whose second round the lane recognises as a
     * repeat.
     */
    static final Duration UNDER_WAY_FOR = Duration.ofMinutes(1);

    /** How many deliveries are remembered; about 2 MB. */
    static final int REMEMBERED = 10_000;

    private final InstantSource clock;

    /** The delivery that was asked for longest ago comes first. */
    private final Map<DeliveryId, Asked> asked = new LinkedHashMap<>();

    /**
     * @param round the delivery's round when it was asked for
     * @param at when that was
     * @param fullAgain when all rounds that may be asked for at once are available again
     */
    private record Asked(int round, Instant at, Instant fullAgain) {}

    /** Whether a round may begin. */
    sealed interface Answer {
        record Yes() implements Answer {}

        /** The previous round is still under way. */
        record UnderWay() implements Answer {}

        /** There were too many. */
        record TooMany(Duration pause) implements Answer {}
    }

    RoundsByHand(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes note of a round if it may begin. */
    synchronized Answer ask(DeliveryHistory delivery) {
        Instant now = clock.instant();
        Asked before = asked.get(delivery.id());
        Instant fullAgain = now;
        if (before != null) {
            boolean isOver =
                    delivery.round() > before.round || !now.isBefore(before.at.plus(UNDER_WAY_FOR));
            if (!isOver) {
                return new Answer.UnderWay();
            }
            fullAgain = before.fullAgain.isAfter(now) ? before.fullAgain : now;
        }
        Duration used = Duration.between(now, fullAgain);
        Duration most = ONE_EACH.multipliedBy(AT_ONCE - 1);
        if (used.compareTo(most) > 0) {
            return new Answer.TooMany(used.minus(most));
        }
        asked.remove(delivery.id());
        asked.put(delivery.id(), new Asked(delivery.round(), now, fullAgain.plus(ONE_EACH)));
        if (asked.size() > REMEMBERED) {
            asked.remove(asked.keySet().iterator().next());
        }
        return new Answer.Yes();
    }

    /** Takes back a round that did not begin after all. */
    synchronized void takeBack(DeliveryHistory delivery) {
        Asked last = asked.get(delivery.id());
        if (last != null && last.round == delivery.round()) {
            asked.put(
                    delivery.id(),
                    new Asked(last.round - 1, last.at, last.fullAgain.minus(ONE_EACH)));
        }
    }
}
