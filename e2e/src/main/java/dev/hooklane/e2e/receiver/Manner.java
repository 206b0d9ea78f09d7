package dev.hooklane.e2e.receiver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How an endpoint treats its requests. Called by many threads at once. */
@FunctionalInterface
public interface Manner {
    Reply reply(Request request);

    static Manner always(Reply reply) {
        return _ -> reply;
    }

    /** One reply to so many requests, and another to all that come later. */
    static Manner atFirst(int requests, Reply reply, Reply later) {
        AtomicInteger count = new AtomicInteger();
        return _ -> count.getAndIncrement() < requests ? reply : later;
    }

    /** One reply to so many requests within a second, and another to those beyond. */
    static Manner limited(int perSecond, Reply beyond, Reply within) {
        Map<Long, AtomicInteger> bySecond = new ConcurrentHashMap<>();
        return request ->
                bySecond.computeIfAbsent(request.at().getEpochSecond(), _ -> new AtomicInteger())
                                        .getAndIncrement()
                                < perSecond
                        ? within
                        : beyond;
    }

    /** The first reply to each delivery's first attempt, and so on; the last one to all later. */
    static Manner byAttempt(Reply... replies) {
        List<Reply> inOrder = List.of(replies);
        return request -> inOrder.get(Math.clamp(request.attempt(), 1, inOrder.size()) - 1);
    }
}
