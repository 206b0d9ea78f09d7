package dev.hooklane.road;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The server behind all endpoints of a test: keeps every request and answers by script. */
final class CustomerServer implements AutoCloseable {
    private static final int BACKLOG = 1_024;

    /** Fewer, and the server closes some without saying so, with the next request on the way. */
    private static final int IDLE_CONNECTIONS = 10_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<SeenAttempt> seen = new ConcurrentLinkedQueue<>();

    /** How many were seen; the queue would count them one by one. */
    private final AtomicInteger count = new AtomicInteger();

    private final Map<EndpointId, Script> scripts = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    CustomerServer() {
        if (Integer.getInteger("sun.net.httpserver.maxIdleConnections", 200) < IDLE_CONNECTIONS) {
            throw new IllegalStateException(
                    "sun.net.httpserver.maxIdleConnections is under %,d: set what pom.xml sets"
                            .formatted(IDLE_CONNECTIONS));
        }
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path));
    }

    /** How this endpoint answers from now on; before that it answers 200. */
    void answer(EndpointId endpoint, Script script) {
        scripts.put(endpoint, script);
    }

    /** Every request so far, in the order of arrival. */
    Collection<SeenAttempt> seen() {
        return List.copyOf(seen);
    }

    int count() {
        return count.get();
    }

    List<SeenAttempt> seen(EndpointId endpoint) {
        return seen.stream().filter(attempt -> attempt.isTo(endpoint)).toList();
    }

    /** The events of an endpoint's requests, in the order of arrival. */
    List<String> eventsSeen(EndpointId endpoint) {
        return seen(endpoint).stream().map(SeenAttempt::event).toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            SeenAttempt attempt =
                    new SeenAttempt(
                            exchange.getRequestURI().getPath(),
                            headers,
                            Payload.of(exchange.getRequestBody().readAllBytes()),
                            Instant.now());
            seen.add(attempt);
            count.incrementAndGet();
            Reply reply =
                    scripts.getOrDefault(attempt.endpoint(), Script.always(Reply.OK))
                            .reply(attempt);
            if (!reply.after().isZero()
                    && closing.await(reply.after().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            // Before the answer leaves: what the sender knows to be answered is answered here.
            attempt.answered(new SeenAttempt.Answer(reply.status(), Instant.now()));
            exchange.sendResponseHeaders(reply.status(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
