package dev.hooklane.listener;

import dev.hooklane.attempt.AttemptSender;
import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.attempt.ParkReason;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.PhaseTimes;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.ListenerUrl;
import dev.hooklane.http.ForeignAnswer;
import dev.hooklane.http.HttpSettings;
import dev.hooklane.http.SignedHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Makes attempts for listeners: hands the signed request to the stream, here or at the instance
 * that holds it, and waits for the answer. All other attempts are made over HTTP.
 */
public final class ListenerSender implements AttemptSender {
    private final AttemptSender http;
    private final Duration timeout;
    private final SignedHeaders headers;
    private final Listeners here;
    private final HolderCalls elsewhere;
    private final InstantSource clock;

    /**
     * @param http makes the attempts for endpoints with a server
     * @param here the streams of this instance
     */
    public ListenerSender(
            AttemptSender http,
            HttpSettings settings,
            Listeners here,
            HolderCalls elsewhere,
            InstantSource clock) {
        this.http = http;
        this.timeout = settings.timeouts().attempt();
        this.headers = new SignedHeaders(settings);
        this.here = here;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    @Override
    public Attempt send(Delivery delivery, Endpoint endpoint) {
        if (!endpoint.isListener()) {
            // To parse the URL of every delivery would cost a microsecond.
            return http.send(delivery, endpoint);
        }
        return ListenerUrl.holder(endpoint.url())
                .map(holder -> handOver(delivery, endpoint, holder))
                .orElseGet(() -> http.send(delivery, endpoint));
    }

    private Attempt handOver(Delivery delivery, Endpoint endpoint, String holder) {
        Instant startedAt = clock.instant();
        long startNanos = System.nanoTime();
        Duration within = endpoint.settings().timeoutWithin(timeout);
        HandOver request = HandOver.of(delivery, headers.of(delivery, endpoint, startedAt), within);
        CompletableFuture<HandedOver> asked =
                holder.equals(elsewhere.self())
                        ? here.handOver(endpoint.id(), request)
                        : elsewhere.handOver(holder, endpoint.id(), request);
        HandedOver result = await(asked, delivery);
        return new Attempt(
                delivery.attempt(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startNanos),
                outcome(result, within, startedAt),
                PhaseTimes.NONE,
                kept(result));
    }

    private static AttemptOutcome outcome(HandedOver result, Duration within, Instant now) {
        return switch (result) {
            case HandedOver.Answered(ListenerAnswer answer) -> answer.outcome(now);
            case HandedOver.Away(String why) ->
                    throw new NotAttemptedException(ParkReason.LISTENER_AWAY, why);
            case HandedOver.TimedOut _ ->
                    ForeignAnswer.none(
                            ErrorKind.TIMEOUT,
                            "the listener gave no answer within %d ms"
                                    .formatted(within.toMillis()));
            case HandedOver.Left _ ->
                    ForeignAnswer.none(
                            ErrorKind.CONNECTION_LOST,
                            "the listener's stream ended before its answer");
        };
    }

    private static SortedMap<String, String> kept(HandedOver result) {
        return result instanceof HandedOver.Answered(ListenerAnswer answer)
                ? answer.headers()
                : Collections.emptySortedMap();
    }

    private static HandedOver await(CompletableFuture<HandedOver> asked, Delivery delivery) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException interrupted =
                    new CancellationException(
                            "attempt %d of delivery %s was interrupted"
                                    .formatted(delivery.attempt(), delivery.id()));
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            return new HandedOver.Away("the hand-over failed: " + e.getCause());
        }
    }
}
