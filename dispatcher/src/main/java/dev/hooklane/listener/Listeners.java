package dev.hooklane.listener;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The streams that are open on this instance. What waits for their answers is bounded: by stream,
 * by account, and in all. Any thread may use it.
 *
 * <p>How many streams may be open is the quota {@code streams}, which the console's share.
 */
public final class Listeners implements AutoCloseable {
    /** As many attempts as the lane of a listener has in flight. */
    public static final int PER_LISTENER = 4;

    static final int PER_ACCOUNT = 12;

    /** At 350 KB each at most, some 22 MB. */
    static final int IN_ALL = 64;

    private static final String STOPS = "this instance stops";

    private final LongSupplier nanos;
    private final Map<EndpointId, Listener> open = new ConcurrentHashMap<>();
    private final Map<AccountId, Integer> waiting = new HashMap<>();
    private int waitingInAll;
    private volatile boolean closed;

    public Listeners() {
        this(System::nanoTime);
    }

    Listeners(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Opens a stream. */
    public Listener open(EndpointId endpoint, AccountId account) {
        Listener listener = new Listener(endpoint, account, nanos);
        open.put(endpoint, listener);
        if (closed) {
            listener.end(STOPS);
        }
        return listener;
    }

    /** Forgets a stream that has ended. */
    public void forget(Listener listener) {
        listener.end("it is over");
        open.remove(listener.endpoint());
    }

    /** Returns the open stream of an endpoint. */
    public Optional<Listener> find(EndpointId endpoint) {
        return Optional.ofNullable(open.get(endpoint));
    }

    /** Returns how many streams are open. */
    public int count() {
        return open.size();
    }

    /** Hands a request to the endpoint's stream. */
    public CompletableFuture<HandedOver> handOver(EndpointId endpoint, HandOver request) {
        Listener listener = open.get(endpoint);
        if (listener == null) {
            return away("no stream of %s is open here".formatted(endpoint));
        }
        if (!take(listener)) {
            return away("%s has all requests that may wait for answers".formatted(endpoint));
        }
        return listener.handOver(request).whenComplete((_, _) -> giveBack(listener.account()));
    }

    private static CompletableFuture<HandedOver> away(String why) {
        return CompletableFuture.completedFuture(new HandedOver.Away(why));
    }

    private synchronized boolean take(Listener listener) {
        int own = waiting.getOrDefault(listener.account(), 0);
        if (waitingInAll >= IN_ALL || own >= PER_ACCOUNT || listener.waiting() >= PER_LISTENER) {
            return false;
        }
        waiting.put(listener.account(), own + 1);
        waitingInAll++;
        return true;
    }

    private synchronized void giveBack(AccountId account) {
        waitingInAll--;
        waiting.computeIfPresent(account, (_, own) -> own == 1 ? null : own - 1);
    }

    /** Returns how many requests wait for answers. */
    public synchronized int waiting() {
        return waitingInAll;
    }

    /** Ends streams whose clients have been silent for too long; called periodically. */
    public void endSilent() {
        open.values().forEach(Listener::endIfSilent);
    }

    /** Ends all streams. */
    @Override
    public void close() {
        closed = true;
        open.values().forEach(each -> each.end(STOPS));
    }
}
