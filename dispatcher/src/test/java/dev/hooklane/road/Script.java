package dev.hooklane.road;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What a receiver answers to an endpoint's requests. Called by many threads at once. */
interface Script {
    Reply reply(SeenAttempt attempt);

    static Script always(Reply reply) {
        return _ -> reply;
    }

    /** The first reply to every delivery's first attempt, and so on; the last one goes on. */
    static Script byAttempt(Reply... replies) {
        List<Reply> inOrder = List.of(replies);
        return attempt -> inOrder.get(Math.min(attempt.attempt(), inOrder.size()) - 1);
    }

    /** One script for the delivery that comes first, another for all others. */
    static Script forFirstDelivery(Script first, Script others) {
        AtomicReference<String> firstDelivery = new AtomicReference<>("");
        return attempt -> {
            firstDelivery.compareAndSet("", attempt.delivery());
            return attempt.delivery().equals(firstDelivery.get())
                    ? first.reply(attempt)
                    : others.reply(attempt);
        };
    }
}
