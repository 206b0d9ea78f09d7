package dev.hooklane.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What commands send when a connection is lost. */
class ApiClientIT {
    @Test
    void anUnsafeRequestIsSentOnceMoreWithTheSameKey() throws IOException {
        try (Api api = new Api(1);
                ApiClient client = api.client()) {
            assertThat(client.post("/v1/things", body()).path("made").asBoolean()).isTrue();

            assertThat(api.keys).hasSize(2);
            assertThat(api.keys.getFirst()).matches("[0-9a-f-]{36}").isEqualTo(api.keys.getLast());
        }
    }

    @Test
    void anotherRequestHasAnotherKey() throws IOException {
        try (Api api = new Api(0);
                ApiClient client = api.client()) {
            client.post("/v1/things", body());
            client.post("/v1/things", body());

            assertThat(api.keys).hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void afterTheSecondLossItGivesUp() throws IOException {
        try (Api api = new Api(2);
                ApiClient client = api.client()) {
            assertThatThrownBy(() -> client.post("/v1/things", body()))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("gave no answer");
            assertThat(api.keys).hasSize(2);
        }
    }

    private static JsonNode body() {
        return JsonMapper.shared().createObjectNode();
    }

    /** Hangs up so many times after a request, then answers. */
    private static final class Api implements AutoCloseable {
        private final ServerSocket socket =
                new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final List<String> keys = new CopyOnWriteArrayList<>();
        private int losses;

        Api(int losses) throws IOException {
            this.losses = losses;
            Thread.ofVirtual().start(this::serve);
        }

        ApiClient client() {
            return new ApiClient(
                    URI.create("http://127.0.0.1:" + socket.getLocalPort()), "a-key-of-the-test");
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    BufferedReader reader =
                            new BufferedReader(
                                    new InputStreamReader(client.getInputStream(), US_ASCII));
                    for (String line = reader.readLine();
                            line != null && !line.isEmpty();
                            line = reader.readLine()) {
                        if (line.startsWith("Idempotency-Key: ")) {
                            keys.add(line.substring(17));
                        }
                    }
                    // The body, {}: closing before it is read would reset the connection.
                    assertThat(reader.skip(2)).isEqualTo(2);
                    if (losses-- <= 0) {
                        client.getOutputStream()
                                .write(
                                        "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\n{\"made\":true}"
                                                .getBytes(US_ASCII));
                    }
                } catch (IOException e) {
                    // The socket was closed: the test is over.
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
