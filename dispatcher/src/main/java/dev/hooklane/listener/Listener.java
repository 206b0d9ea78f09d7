package dev.hooklane.listener;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One open stream: the requests that wait for its thread, and those that wait for an answer. Any
 * thread may hand over and answer; one thread takes what is to be sent.
 */
public final class Listener {
    /** A client that answers pings has that much time to answer one. */
    public static final Duration SILENT_AT_MOST = Duration.ofSeconds(20);

    /** A client reports its server's timeouts itself, so only one that hangs lets this happen. */
    static final int TIMEOUTS_MAX = 3;

    private final EndpointId endpoint;
    private final AccountId account;
    private final LongSupplier nanos;
    private final BlockingQueue<Waiting> unsent = new LinkedBlockingQueue<>(Listeners.PER_LISTENER);
    private final Map<String, Waiting> unanswered = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong heardAt;
    private final AtomicInteger timeouts = new AtomicInteger();
    private final AtomicReference<@Nullable String> ended = new AtomicReference<>();

    /** A request that waits for its answer. */
    public record Waiting(String id, HandOver handOver, CompletableFuture<HandedOver> result) {}

    Listener(EndpointId endpoint, AccountId account, LongSupplier nanos) {
        this.endpoint = endpoint;
        this.account = account;
        this.nanos = nanos;
        this.heardAt = new AtomicLong(nanos.getAsLong());
    }

    public EndpointId endpoint() {
        return endpoint;
    }

    AccountId account() {
        return account;
    }

    CompletableFuture<HandedOver> handOver(HandOver request) {
        Waiting waiting =
                new Waiting(
                        Long.toString(ids.incrementAndGet()), request, new CompletableFuture<>());
        unanswered.put(waiting.id(), waiting);
        var _ =
                waiting.result()
                        .completeOnTimeout(
                                new HandedOver.TimedOut(),
                                request.timeout().toMillis(),
                                TimeUnit.MILLISECONDS);
        if (ended.get() != null || !unsent.offer(waiting)) {
            unanswered.remove(waiting.id());
            return CompletableFuture.completedFuture(
                    new HandedOver.Away("the stream of %s takes no more".formatted(endpoint)));
        }
        if (ended.get() != null) {
            waiting.result().complete(new HandedOver.Left());
        }
        return waiting.result()
                .whenComplete((result, _) -> {
                    unanswered.remove(waiting.id());
                    var _ = unsent.remove(waiting);
                    if (result instanceof HandedOver.TimedOut
                            && timeouts.incrementAndGet() >= TIMEOUTS_MAX) {
                        end("%d requests in a row got no answer".formatted(TIMEOUTS_MAX));
                    }
                });
    }

    /** Returns the next request to send; empty if there is none within that time. */
    public Optional<Waiting> next(Duration within) throws InterruptedException {
        return Optional.ofNullable(unsent.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Takes an answer; one to a request that is no longer waiting is left out. */
    public void answer(String id, ListenerAnswer answer) {
        timeouts.set(0);
        Waiting waiting = unanswered.get(id);
        if (waiting != null) {
            waiting.result().complete(new HandedOver.Answered(answer));
        }
    }

    /** Takes note that the client is there. */
    public void heard() {
        heardAt.set(nanos.getAsLong());
    }

    /** Ends the stream; its thread sees that within a moment, and all who wait at once. */
    public void end(String why) {
        ended.compareAndSet(null, why);
        unanswered.values().forEach(each -> each.result().complete(new HandedOver.Left()));
    }

    /** Ends the stream if its client has been silent for too long. */
    void endIfSilent() {
        if (nanos.getAsLong() - heardAt.get() > SILENT_AT_MOST.toNanos()) {
            end("the client answered no ping for %d s".formatted(SILENT_AT_MOST.toSeconds()));
        }
    }

    /** Returns why the stream is over; empty while it is open. */
    public Optional<String> ended() {
        return Optional.ofNullable(ended.get());
    }

    int waiting() {
        return unanswered.size();
    }
}
