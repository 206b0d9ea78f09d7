package dev.hooklane.source.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hooklane.config.RegistrySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A schema registry in this process, which speaks as much of the API as readers need. */
public final class PlayedRegistry implements AutoCloseable {
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final int port;
    private volatile HttpServer server;
    private volatile Fault fault = Fault.none();

    /**
     * What it answers instead.
     *
     * @param status 0 for none, -1 for no answer at all
     */
    private record Fault(int status, String body) {
        static Fault none() {
            return new Fault(0, "");
        }
    }

    /** A schema that another one refers to. */
    public record Needed(String name, String subject, int version) {}

    public PlayedRegistry() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int port) {
        try {
            HttpServer listening =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            listening.createContext("/", this::answer);
            listening.setExecutor(threads);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The settings of a client that shows nothing. */
    public RegistrySettings settings() {
        return settings("");
    }

    public RegistrySettings settings(String authorization) {
        return new RegistrySettings(URI.create(url()), authorization, List.of());
    }

    /** Registers a schema under an id. */
    public PlayedRegistry schema(int id, String type, String text, Needed... needed) {
        answers.put("/schemas/ids/" + id, answer(type, text, needed));
        return this;
    }

    /** Registers a version of a subject, which others may refer to. */
    public PlayedRegistry version(
            String subject, int version, String type, String text, Needed... needed) {
        answers.put(
                "/subjects/%s/versions/%d".formatted(subject, version), answer(type, text, needed));
        return this;
    }

    /** From now on, that version of the subject is its latest. */
    public PlayedRegistry latest(String subject, int version) {
        String versions = "/subjects/%s/versions/".formatted(subject);
        answers.put(versions + "latest", Objects.requireNonNull(answers.get(versions + version)));
        return this;
    }

    private static ObjectNode answer(String type, String text, Needed... needed) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.put("schema", text);
        // A registry does not name the first type that it had.
        if (!type.equals("AVRO")) {
            answer.put("schemaType", type);
        }
        if (needed.length > 0) {
            ArrayNode references = answer.putArray("references");
            for (Needed each : needed) {
                references
                        .addObject()
                        .put("name", each.name())
                        .put("subject", each.subject())
                        .put("version", each.version());
            }
        }
        return answer;
    }

    /** From now on, every answer is this one. */
    public void failWith(int status, String body) {
        fault = new Fault(status, body);
    }

    /** From now on, no request is answered. */
    public void hang() {
        fault = new Fault(-1, "");
    }

    /** Ends {@link #failWith} and {@link #hang}. */
    public void work() {
        fault = Fault.none();
    }

    /** Accepts no connections any more. */
    public void goAway() {
        server.stop(0);
    }

    /** Accepts connections again, at the same port. */
    public void comeBack() {
        server = listen(port);
    }

    /** What was asked for: path and query, and what the client showed. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(exchange.getRequestURI() + (authorization == null ? "" : " " + authorization));
        Fault now = fault;
        if (now.status() < 0) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        } else if (now.status() > 0) {
            send(exchange, now.status(), now.body());
        } else {
            ObjectNode found = answers.get(exchange.getRequestURI().getPath());
            if (found == null) {
                send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
            } else {
                send(exchange, 200, found.toString());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
