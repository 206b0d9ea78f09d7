package dev.hooklane.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A customer's server, which can be broken and mended. */
final class Customer implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private volatile Answer answer = new Answer(200, "thank you", Map.of());

    /** What it says to every request. */
    record Answer(int status, String body, Map<String, String> headers) {}

    /** A request that came. */
    record Received(String path, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    Customer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
        received.add(
                new Received(
                        exchange.getRequestURI().getPath(),
                        headers,
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answer now = answer;
        now.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(now.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    void answers(int status, String body) {
        answers(status, body, Map.of());
    }

    void answers(int status, String body, Map<String, String> headers) {
        answer = new Answer(status, body, headers);
    }

    /** What came so far. */
    Queue<Received> received() {
        return received;
    }

    String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
