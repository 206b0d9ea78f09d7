package dev.hooklane.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server for inspecting deliveries. It accepts a POST to any path, checks its signatures,
 * keeps it and answers.
 *
 * <p>{@code GET /} is a page of the newest requests, {@code GET /requests} the same as JSON. Each
 * request runs on its own virtual thread, which also calls the listener, before the answer is sent.
 * So the listener has seen every request that the sender knows to be answered.
 */
public final class Receiver implements AutoCloseable {

    /** How many requests are kept for inspection. */
    static final int KEPT_REQUESTS = 1_000;

    private static final long KEPT_BYTES = 32L << 20;
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int PAGE_REQUESTS = 100;
    private static final int BACKLOG = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final HttpServer server;
    private final ExecutorService requestThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final RequestLog log = new RequestLog(KEPT_REQUESTS, KEPT_BYTES);
    private final SignatureVerification verification;
    private final ReceiverSettings settings;
    private final Consumer<ReceivedRequest> listener;
    private final InstantSource clock;

    private Receiver(
            HttpServer server,
            ReceiverSettings settings,
            Consumer<ReceivedRequest> listener,
            InstantSource clock) {
        this.server = server;
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        this.verification = new SignatureVerification(settings.names(), clock);
        settings.secrets().forEach(verification::use);
    }

    /**
     * Starts a receiver and returns when it listens.
     *
     * @param listener called for each POST, by many threads at once
     * @throws PortTakenException if something else listens on the port
     * @throws IllegalArgumentException if a secret is not {@code whsec_} and base64, and not a
     *     public key
     */
    public static Receiver start(ReceiverSettings settings, Consumer<ReceivedRequest> listener) {
        return start(settings, listener, InstantSource.system());
    }

    static Receiver start(
            ReceiverSettings settings, Consumer<ReceivedRequest> listener, InstantSource clock) {
        HttpServerTuning.apply();
        if (settings.port() != 0 && LoopbackPort.isTaken(settings.port())) {
            throw new PortTakenException("receiver", settings.port());
        }
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(settings.address(), settings.port()), BACKLOG);
            Receiver receiver = new Receiver(server, settings, listener, clock);
            server.createContext("/", receiver::serve);
            server.setExecutor(receiver.requestThreads);
            server.start();
            return receiver;
        } catch (BindException e) {
            throw new PortTakenException("receiver", settings.port());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "receiver: port %d can't be opened".formatted(settings.port()), e);
        }
    }

    /** Returns the port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns its URL on this machine, without a trailing slash. */
    public URI url() {
        return URI.create("http://" + LoopbackPort.HOST + ":" + port());
    }

    /**
     * Accepts one more secret from now on; the earlier ones stay valid.
     *
     * @throws IllegalArgumentException if it is not {@code whsec_} and base64
     */
    public void useSecret(String secret) {
        verification.use(secret);
    }

    /** Returns the newest requests, newest first, at most 1,000. */
    public List<ReceivedRequest> requests() {
        return log.newest(KEPT_REQUESTS);
    }

    /** Stops listening, and cuts off requests in progress. */
    @Override
    public void close() {
        server.stop(0);
        requestThreads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            answer.send(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
        return switch (exchange.getRequestMethod()) {
            case "POST" -> receive(exchange);
            case "GET", "HEAD" -> look(exchange.getRequestURI().getPath());
            default ->
                    Answer.json(405, "{\"error\":\"POST a delivery, or GET / to look at them\"}");
        };
    }

    private Answer look(String path) {
        return switch (path) {
            case "/" -> RequestPage.of(log.newest(PAGE_REQUESTS));
            case "/requests" -> Answer.json(200, RequestsJson.of(requests()));
            default -> Answer.json(404, "{\"error\":\"nothing here: GET / or GET /requests\"}");
        };
    }

    private Answer receive(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return Answer.json(
                    413,
                    "{\"error\":\"body: over the limit of %d bytes\"}".formatted(MAX_BODY_BYTES));
        }
        boolean fails = settings.failRate() > 0 && random().nextDouble() < settings.failRate();
        int status = fails ? 500 : 200;
        RequestHeaders headers = new RequestHeaders(exchange.getRequestHeaders(), settings.names());
        ReceivedRequest request =
                new ReceivedRequest(
                        clock.instant(),
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        headers,
                        ReceivedBody.of(body),
                        verification.checkBodySignature(headers, body),
                        verification.checkStandard(headers, body),
                        status);
        log.add(request);
        tell(request);
        hold(settings.delay());
        return Answer.json(
                status, fails ? "{\"error\":\"failing on purpose\"}" : "{\"received\":true}");
    }

    private void tell(ReceivedRequest request) {
        try {
            listener.accept(request);
        } catch (RuntimeException e) {
            LOG.warn("receiver: the listener failed", e);
        }
    }

    private static void hold(Duration delay) throws InterruptedException {
        if (!delay.isZero()) {
            Thread.sleep(delay);
        }
    }

    private static RandomGenerator random() {
        return ThreadLocalRandom.current();
    }
}
