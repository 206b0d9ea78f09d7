package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.listener.Listener;
import dev.hooklane.share.Seats;
import dev.hooklane.sse.ServerSentEvents;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a listener's stream, on the thread of its request, until it ends: as server-sent events
 * {@code opened}, {@code request}, {@code ping} and {@code ended}.
 */
final class ListenerStream {
    /** The client answers each. */
    private static final Duration PING_EVERY = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Listener listener;
    private final EndpointDirectory directory;
    private final Seats.Seat seat;
    private final BooleanSupplier admitted;
    private final Duration lasts;

    /**
     * @param seat the place that the stream takes
     * @param admitted whether the caller's key is still good
     * @param lasts after which it ends by itself
     */
    ListenerStream(
            Listener listener,
            EndpointDirectory directory,
            Seats.Seat seat,
            BooleanSupplier admitted,
            Duration lasts) {
        this.listener = listener;
        this.directory = directory;
        this.seat = seat;
        this.admitted = admitted;
        this.lasts = lasts;
    }

    /**
     * Writes it.
     *
     * @throws IOException if the client has left
     */
    void write(Context context, Endpoint endpoint) throws IOException, InterruptedException {
        ServerSentEvents out = ServerSentEvents.begin(context.res());
        JsonNode opened = Answers.tree(json -> EndpointJson.writeWithSecret(endpoint, json));
        out.send("opened", opened.toString());
        long begin = System.nanoTime();
        long spoke = begin;
        Optional<String> over = over(begin);
        while (over.isEmpty()) {
            Optional<Listener.Waiting> next = listener.next(LOOK_EVERY);
            if (next.isPresent() && !next.get().result().isDone()) {
                out.send(next.get().id(), "request", next.get().handOver().json());
            } else if (System.nanoTime() - spoke > PING_EVERY.toNanos()) {
                out.send("ping", "{}");
                spoke = System.nanoTime();
            }
            over = over(begin);
        }
        out.send("ended", JsonMapper.shared().createObjectNode().put("why", over.get()).toString());
    }

    private Optional<String> over(long begin) {
        if (listener.ended().isPresent()) {
            return listener.ended();
        }
        if (seat.lost().getCount() == 0) {
            return Optional.of("its place was given to an account with fewer streams");
        }
        if (!admitted.getAsBoolean()) {
            return Optional.of("its key or session is over");
        }
        if (directory.find(listener.endpoint()).filter(Endpoint::isListener).isEmpty()) {
            return Optional.of("its endpoint was deleted");
        }
        return System.nanoTime() - begin >= lasts.toNanos()
                ? Optional.of("its time is over")
                : Optional.empty();
    }
}
