package dev.hooklane.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A schema registry that has the schema of {@link AvroRecords}, and no other. */
public final class SchemaServer implements AutoCloseable {
    /** Its name in the configuration. */
    static final String NAME = "shop";

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;

    private SchemaServer(HttpServer server) {
        this.server = server;
    }

    /** Starts it on a free port of this machine. */
    public static SchemaServer start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", SchemaServer::answer);
            server.start();
            return new SchemaServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the settings by which a Hooklane finds it. */
    public Map<String, String> settings() {
        return Map.of("sources.registries." + NAME + ".url", url().toString());
    }

    URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create(
                "http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI()
                    .getPath()
                    .equals("/schemas/ids/" + AvroRecords.SCHEMA_ID)) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            String schema = JsonMapper.shared().writeValueAsString(AvroRecords.SCHEMA);
            byte[] body =
                    "{\"schemaType\":\"AVRO\",\"schema\":%s}".formatted(schema).getBytes(UTF_8);
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
