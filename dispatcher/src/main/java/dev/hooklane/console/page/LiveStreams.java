package dev.hooklane.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.Caller;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.session.Session;
import dev.hooklane.quota.QuotaExceededException;
import dev.hooklane.quota.Quotas;
import dev.hooklane.share.Seats;
import dev.hooklane.sse.ServerSentEvents;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Streams parts of pages and sends a part again when it changes. Each stream is a loop on its
 * request's own thread. It ends when the browser leaves, the session ends, or this object is
 * closed, or its place is given to an account that has fewer.
 */
public final class LiveStreams implements AutoCloseable {
    public static final int OPEN_MAX = 100;

    private static final String RETRY_SECONDS = "10";

    /** Well below the idle timeouts of proxies in between. */
    private static final Duration SILENT_AT_MOST = Duration.ofSeconds(10);

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int FULL = 503;

    private final Gate gate;
    private final ReplyWriter writer;
    private final InstantSource clock;
    private final Quotas quotas;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param quotas decide who may have how many streams
     */
    public LiveStreams(Gate gate, ReplyWriter writer, Quotas quotas, InstantSource clock) {
        this.gate = gate;
        this.writer = writer;
        this.quotas = quotas;
        this.clock = clock;
    }

    void serve(Context context, PageAccess access, Duration every, Page page) {
        Optional<Session> session = gate.signedIn(context);
        if (session.isEmpty() || access.refusal(session.get().caller()).isPresent()) {
            // The body does not matter: browsers treat anything but a 200 as no stream.
            context.status(session.isEmpty() ? UNAUTHORIZED : 403);
            return;
        }
        Caller caller = session.get().caller();
        Live live = new Live(every, page);
        try {
            Optional<Seats.Seat> seat = quotas.stream(caller.account(), caller.key());
            if (seat.isEmpty()) {
                refuse(context, FULL);
                return;
            }
            try (Seats.Seat own = seat.get()) {
                send(context, session.get(), own, live);
            }
        } catch (QuotaExceededException e) {
            refuse(context, TOO_MANY);
        } catch (IOException e) {
            // The browser left the page.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(Context context, int status) {
        context.status(status);
        context.header("Retry-After", RETRY_SECONDS);
    }

    /** A part of a page, and how often to look whether it has changed. */
    private record Live(Duration every, Page page) {}

    private void send(Context context, Session session, Seats.Seat seat, Live live)
            throws IOException, InterruptedException {
        Visit visit = gate.visit(context, session);
        ServerSentEvents out = ServerSentEvents.begin(context.res());
        String sent = "";
        Instant spoke = clock.instant();
        do {
            Instant now = clock.instant();
            if (!now.isBefore(session.expiresAt())) {
                out.send("ended", "");
                return;
            }
            try {
                String text = text(context, session, live.page().reply(visit));
                if (!text.equals(sent)) {
                    out.send("part", text);
                    sent = text;
                    spoke = now;
                } else if (!now.isBefore(spoke.plus(SILENT_AT_MOST))) {
                    out.keepOpen();
                    spoke = now;
                }
            } catch (ApiException e) {
                if (e.status() == UNAUTHORIZED) {
                    out.send("ended", "");
                    return;
                }
                out.send("away", "");
                sent = "";
                spoke = now;
            }
        } while (!closed.await(live.every().toMillis(), TimeUnit.MILLISECONDS)
                && seat.lost().getCount() > 0);
    }

    private String text(Context context, Session session, Reply reply) {
        if (!(reply instanceof Reply.Part part)) {
            throw new IllegalStateException("a live page gave no part at " + context.path());
        }
        return new String(writer.text(context, session, part), UTF_8);
    }

    /** Ends all streams. */
    @Override
    public void close() {
        closed.countDown();
    }
}
