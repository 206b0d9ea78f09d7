package dev.hooklane.api;

import static java.util.Objects.requireNonNull;

import dev.hooklane.access.Caller;
import dev.hooklane.edge.Edge;
import dev.hooklane.metrics.ApiMeters;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.SerializedExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Publishes single events without servlets and routes, and without a thread that waits for Kafka: a
 * busy instance is asked for little else, and these were half of what a request cost. It takes a
 * request only if nothing about it is unusual; the routes take all others, and answer alike.
 */
final class DirectPublishing extends Handler.Wrapper {
    private static final String PATH = "/v1/events";

    /** Names of headers that only the routes understand. */
    private static final List<String> UNUSUAL =
            List.of(IdempotencyKey.HEADER, "Content-Encoding", "Expect");

    private final Function<String, Optional<Caller>> callers;
    private final NewEvents events;
    private final Sender sender;
    private final Problems problems;
    private final ApiMeters meters;

    /** Answers on one thread, whatever number of events Kafka confirms at once. */
    private @Nullable Executor answers;

    /** Writes an event to Kafka as {@link EventPublishing#send} does. */
    @FunctionalInterface
    interface Sender {
        CompletableFuture<RecordMetadata> send(
                EventPublishing.Owned event, Map<String, String> headers);
    }

    /**
     * @param callers returns who sends an {@code Authorization} header, if it is known
     */
    DirectPublishing(
            Function<String, Optional<Caller>> callers,
            NewEvents events,
            Sender sender,
            Problems problems,
            ApiMeters meters) {
        this.callers = callers;
        this.events = events;
        this.sender = sender;
        this.problems = problems;
        this.meters = meters;
    }

    @Override
    protected void doStart() throws Exception {
        answers = new SerializedExecutor(getServer().getThreadPool());
        super.doStart();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Caller> caller = isUsual(request) ? publisher(request) : Optional.empty();
        if (caller.isEmpty()) {
            return super.handle(request, response, callback);
        }
        Exchange exchange = new Exchange(request, response, callback);
        Content.Source.asByteArrayAsync(
                request,
                Bodies.MAX_BYTES,
                new Promise.Invocable.Abstract<>(InvocationType.BLOCKING) {
                    @Override
                    public void succeeded(byte[] body) {
                        publish(caller.get(), body, exchange);
                    }

                    @Override
                    public void failed(Throwable cause) {
                        // Whoever reads the body again sees the same failure.
                        handleByRoutes(exchange);
                    }
                });
        return true;
    }

    /** A request, and what answers it. */
    private record Exchange(Request request, Response response, Callback callback) {}

    private static boolean isUsual(Request request) {
        if (!request.getMethod().equals("POST")
                || !PATH.equals(request.getHttpURI().getPathQuery())) {
            return false;
        }
        HttpFields headers = request.getHeaders();
        for (String name : UNUSUAL) {
            if (headers.contains(name)) {
                return false;
            }
        }
        return request.getLength() > 0 && request.getLength() <= Bodies.MAX_BYTES;
    }

    /** Returns whoever has sent the request, if it may publish. */
    private Optional<Caller> publisher(Request request) {
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return authorization == null
                ? Optional.empty()
                : callers.apply(authorization)
                        .filter(caller -> RouteAccess.PUBLISH.allows(caller, false));
    }

    private void handleByRoutes(Exchange exchange) {
        try {
            if (!super.handle(exchange.request(), exchange.response(), exchange.callback())) {
                Response.writeError(
                        exchange.request(),
                        exchange.response(),
                        exchange.callback(),
                        HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(exchange.request(), exchange.response(), exchange.callback(), e);
        }
    }

    private void publish(Caller caller, byte[] body, Exchange exchange) {
        try {
            EventPublishing.Owned event =
                    events.read(
                            events.charges(caller, exchange.response().getHeaders()::put),
                            body,
                            Optional.empty());
            var _ =
                    sender.send(event, NewEvents.traceHeaders(exchange.request().getHeaders()::get))
                            .whenCompleteAsync(
                                    (at, failure) -> {
                                        if (failure == null) {
                                            answer(
                                                    exchange,
                                                    HttpStatus.ACCEPTED_202,
                                                    Answers.CONTENT_TYPE,
                                                    Answers.bytes(json ->
                                                            NewEvents.write(
                                                                    event.event(), at, json)));
                                        } else {
                                            refuse(exchange, failure);
                                        }
                                    },
                                    requireNonNull(answers));
        } catch (RuntimeException | Error e) {
            refuse(exchange, e);
        }
    }

    private void refuse(Exchange exchange, Throwable cause) {
        String request = Edge.requestId(exchange.response());
        Problem problem = problems.of(cause, request, "POST " + PATH);
        problem.headers().forEach(exchange.response().getHeaders()::put);
        answer(exchange, problem.status(), Problem.CONTENT_TYPE, problem.json(request));
    }

    private void answer(Exchange exchange, int status, String contentType, byte[] body) {
        exchange.response().setStatus(status);
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        meters.answered(
                "POST",
                PATH,
                status,
                Duration.ofNanos(System.nanoTime() - exchange.request().getBeginNanoTime()));
        exchange.response().write(true, ByteBuffer.wrap(body), exchange.callback());
    }
}
