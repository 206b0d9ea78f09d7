package dev.hooklane.e2e.receiver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How an endpoint replies to its requests. Many threads call it at once. */
@FunctionalInterface
public interface Manner {
    Reply reply(Request request);

    static Manner always(Reply reply) {
        return _ -> reply;
    }

    /** Gives one reply to the first {@code requests} requests, and another to all later ones. */
    static Manner atFirst(int requests, Reply reply, Reply later) {
        AtomicInteger count = new AtomicInteger();
        return _ -> count.getAndIncrement() < requests ? reply : later;
    }

    /**
     * Gives one reply to {@code perSecond} requests within a second, and another to those beyond.
     */
    static Manner limited(int perSecond, Reply beyond, Reply within) {
        Map<Long, AtomicInteger> bySecond = new ConcurrentHashMap<>();
        return request ->
                bySecond.computeIfAbsent(request.at().getEpochSecond(), _ -> new AtomicInteger())
                                        .getAndIncrement()
                                < perSecond
                        ? within
                        : beyond;
    }

    /**
     * Gives the first reply to each delivery's first attempt, and so on; the last reply to all
     * later attempts.
     */
    static Manner byAttempt(Reply... replies) {
        List<Reply> inOrder = List.of(replies);
        return request -> inOrder.get(Math.clamp(request.attempt(), 1, inOrder.size()) - 1);
    }
}
