package dev.hooklane.command.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hooklane.embedded.LoopbackPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class LocalServerTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile byte[] reply = "ok".getBytes(UTF_8);
    private volatile long delayMillis;

    LocalServerTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    heard.add(
                            exchange.getRequestHeaders().getFirst("webhook-id")
                                    + " "
                                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    try {
                        Thread.sleep(delayMillis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.getResponseHeaders().add("X-Seen", "yes");
                    exchange.sendResponseHeaders(201, reply.length);
                    exchange.getResponseBody().write(reply);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ObjectNode answer(int port, long timeoutMillis) {
        ObjectNode request = JsonMapper.shared().createObjectNode();
        request.put("timeoutMs", timeoutMillis);
        request.put("body", Base64.getEncoder().encodeToString("{\"n\":1}".getBytes(UTF_8)));
        request.putArray("headers").addArray().add("webhook-id").add("evt_1");
        // No client lets its user set this one.
        request.withArray("headers").addArray().add("Host").add("example.com");
        try (LocalServer local =
                new LocalServer(URI.create("http://127.0.0.1:%d/hook".formatted(port)))) {
            return local.answer(request);
        }
    }

    @Test
    void theRequestIsSentAsItCameAndTheAnswerReported() {
        ObjectNode answer = answer(server.getAddress().getPort(), 5_000);

        assertThat(heard).containsExactly("evt_1 {\"n\":1}");
        assertThat(answer.path("status").asInt()).isEqualTo(201);
        assertThat(answer.path("body").asString()).isEqualTo("ok");
        assertThat(answer.path("headers").path("x-seen").asString()).isEqualTo("yes");
    }

    @Test
    void aLongBodyIsCut() {
        reply = new byte[1 << 20];

        assertThat(answer(server.getAddress().getPort(), 5_000).path("body").asString())
                .hasSize(16 * 1_024);
    }

    @Test
    void aSlowServerIsReportedBeforeHooklaneStopsWaiting() {
        delayMillis = 2_000;
        long begin = System.nanoTime();

        ObjectNode answer = answer(server.getAddress().getPort(), 1_000);

        assertThat(answer.path("error").asString()).isEqualTo("timeout");
        assertThat(System.nanoTime() - begin).isLessThan(1_900_000_000L);
    }

    @Test
    void aServerThatDoesNotRunIsReported() {
        ObjectNode answer = answer(LoopbackPort.free(), 5_000);

        assertThat(answer.path("error").asString()).isEqualTo("connect");
        assertThat(answer.path("detail").asString()).startsWith("nothing listens at http://");
    }

    @Test
    void eventsOfAStreamAreReadOneByOne() throws IOException {
        StreamEvents events =
                new StreamEvents(
                        new ByteArrayInputStream(
                                ": comment\n\nevent: ping\ndata: {}\n\nid: 7\nevent: request\ndata: {\"a\":1}\n\nevent: cut"
                                        .getBytes(UTF_8)));

        assertThat(events.next()).contains(new StreamEvents.StreamEvent("", "ping", "{}"));
        assertThat(events.next())
                .contains(new StreamEvents.StreamEvent("7", "request", "{\"a\":1}"));
        assertThat(events.next()).isEmpty();
    }
}
