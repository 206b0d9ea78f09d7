package dev.hooklane.deploy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer's server, with a page that answers as it is told and one that is always well. */
final class Customer implements AutoCloseable {
    private final AtomicInteger status = new AtomicInteger(200);
    private final HttpServer server;

    Customer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        boolean well = exchange.getRequestURI().getPath().equals("/well");
                        exchange.sendResponseHeaders(well ? 200 : status.get(), -1);
                    }
                });
        server.start();
    }

    /** How it answers from now on. */
    void answer(int newStatus) {
        status.set(newStatus);
    }

    String url() {
        return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
    }

    String alwaysWell() {
        return "http://127.0.0.1:%d/well".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
