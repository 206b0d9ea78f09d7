package dev.hooklane.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.EdgeSettings;
import dev.hooklane.config.EdgeSettings.Limits;
import dev.hooklane.config.ProxySettings;
import dev.hooklane.egress.IpNetwork;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one client after the other gets from the edge, over real sockets. */
class EdgeIT {
    static final Limits LIMITS =
            new Limits(20, 10, 1_000, 8, 32 << 20, Duration.ofSeconds(1), 1 << 20);
    private static final ProxySettings NO_PROXIES =
            new ProxySettings(List.of(), ProxySettings.Header.X_FORWARDED_FOR, false);

    @Test
    void headersThatDripEndTheConnectionAndTakeNoRequest() throws Exception {
        try (EdgeServer server = server(LIMITS);
                Socket socket = server.connect()) {
            EdgeServer.send(socket, "GET /v1/method HTTP/1.1\r\nHost: x\r\n");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        drip(socket, "X: 1\r\n");
                        return server.refused("stranger slow_headers") == 1;
                    });

            Awaitility.await().until(() -> server.edge().connections() == 0);
        }
    }

    private static void drip(Socket socket, String text) {
        try {
            EdgeServer.send(socket, text);
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Test
    void aHundredThousandHeadersAreRefusedAtTheFirstThatIsTooMany() throws Exception {
        try (EdgeServer server = server(LIMITS);
                Socket socket = server.connect()) {
            EdgeServer.send(socket, "GET /v1/method HTTP/1.1\r\nHost: x\r\n");
            for (int i = 0; i < 100; i++) {
                drip(socket, "a:b\r\n".repeat(1_000));
            }

            EdgeServer.rest(socket);

            assertThat(server.refused("stranger headers")).isEqualTo(1);
            assertThat(server.ask("GET", "/v1/method", "a: b\r\n".repeat(90), ""))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aBodyThatDripsIsEndedWith408() throws Exception {
        try (EdgeServer server = server(LIMITS);
                Socket socket = server.connect()) {
            EdgeServer.send(
                    socket,
                    "POST /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 16000\r\n\r\n");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        drip(socket, "x");
                        return server.refused("stranger slow_body") == 1;
                    });

            assertThat(EdgeServer.rest(socket)).startsWith("HTTP/1.1 408");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=x",
                " Multipart/Form-Data",
                "multipart/mixed"
            })
    void multipartIsRefusedUnread(String type) throws Exception {
        try (EdgeServer server = server(LIMITS)) {
            String answer =
                    server.ask("POST", "/sign-in", "Content-Type: %s\r\n".formatted(type), "x");

            assertThat(answer).startsWith("HTTP/1.1 415").contains("application/problem+json");
        }
    }

    @Test
    void aStrangersFormIsSmallAndAVisitorsIsNot() throws Exception {
        try (EdgeServer server = server(LIMITS)) {
            String form = "x".repeat((int) EdgeRequest.STRANGERS_FORM_BYTES + 1);

            assertThat(server.ask("POST", "/sign-in", "", form)).startsWith("HTTP/1.1 413");
            assertThat(server.ask("POST", "/sign-in", "Authorization: account\r\n", form))
                    .startsWith("HTTP/1.1 200");
            Awaitility.await().until(() -> server.edge().bodyBytes() == 0);
        }
    }

    @Test
    void aChunkedFormIsCountedAsItComes() throws Exception {
        try (EdgeServer server = server(LIMITS);
                Socket socket = server.connect()) {
            EdgeServer.send(
                    socket,
                    "POST /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 5; i++) {
                drip(socket, "1000\r\n" + "x".repeat(4_096) + "\r\n");
            }

            EdgeServer.rest(socket);

            assertThat(server.refused("stranger body_size")).isEqualTo(1);
        }
    }

    @Test
    void strangersAreShedWhileOthersAreAnsweredAndHealthAlways() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (EdgeServer server = server(LIMITS)) {
            for (int i = 0; i < 4; i++) {
                Socket socket = server.connect();
                waiting.add(socket);
                EdgeServer.send(socket, "GET /v1/wait HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            Awaitility.await().until(() -> server.edge().requests(CallerClass.STRANGER) == 4);

            assertThat(server.ask("GET", "/v1/method", "", ""))
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: ", "application/problem+json");
            assertThat(server.ask("GET", "/v1/method", "Authorization: account\r\n", ""))
                    .startsWith("HTTP/1.1 200");
            assertThat(server.ask("GET", "/health/live", "", "")).startsWith("HTTP/1.1 200");
            assertThat(server.refused("stranger requests")).isEqualTo(1);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void whoseClientsLeaveEarlyNothingIsLeft() throws Exception {
        try (EdgeServer server = server(LIMITS)) {
            for (int i = 0; i < 50; i++) {
                try (Socket socket = server.connect()) {
                    EdgeServer.send(
                            socket,
                            "POST /v1/body HTTP/1.1\r\nHost: x\r\nAuthorization: publisher\r\nContent-Length: 9999\r\n\r\nabc");
                }
            }

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() ->
                            server.edge().connections() == 0
                                    && server.edge().requests(CallerClass.PUBLISHER) == 0
                                    && server.edge().bodyBytes() == 0);
        }
    }

    @Test
    void idleConnectionsMakeRoomForThoseThatAsk() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (EdgeServer server = server(LIMITS)) {
            for (int i = 0; i < 60; i++) {
                idle.add(server.connect());
            }

            assertThat(server.ask("GET", "/v1/method", "", "")).startsWith("HTTP/1.1 200");
            assertThat(server.edge().connections()).isLessThanOrEqualTo(10);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void aMethodInAHeaderChangesNothing() throws Exception {
        try (EdgeServer server = server(LIMITS)) {
            assertThat(server.ask("GET", "/v1/method", "X-HTTP-Method-Override: DELETE\r\n", ""))
                    .endsWith("GET");
        }
    }

    @Test
    void onlyATrustedProxyNamesTheClient() throws Exception {
        String header = "X-Forwarded-For: 192.0.2.66, 198.51.100.1\r\n";
        try (EdgeServer server = server(LIMITS)) {
            assertThat(server.ask("GET", "/v1/address", header, "")).endsWith("127.0.0.1");
        }
        try (EdgeServer server = new EdgeServer(behind(false), false)) {
            assertThat(server.ask("GET", "/v1/address", header, "")).endsWith("198.51.100.1");
        }
    }

    @Test
    void theProxyLineNamesTheClientAndItsAbsenceIsNoFault() throws Exception {
        try (EdgeServer server = new EdgeServer(behind(true), false);
                Socket socket = server.connect()) {
            EdgeServer.send(
                    socket,
                    "PROXY TCP4 198.51.100.1 127.0.0.1 4711 443\r\nGET /v1/address HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(EdgeServer.rest(socket)).endsWith("198.51.100.1");
            assertThat(server.ask("GET", "/v1/address", "", "")).endsWith("127.0.0.1");
        }
    }

    @Test
    void whoeverDrainsAnAddressIsReadSeldomAndAClientWithAKeyAsBefore() throws Exception {
        Limits slow = new Limits(20, 10, 1, 8, 32 << 20, Duration.ofSeconds(10), 1 << 20);
        String request = "GET /v1/method HTTP/1.1\r\nHost: x\r\nAuthorization: account\r\n\r\n";
        try (EdgeServer server = server(slow);
                Socket known = server.connect();
                Socket stranger = server.connect()) {
            EdgeServer.send(known, request);
            assertThat(answer(known)).startsWith("HTTP/1.1 200");
            for (int i = 0; i < 4; i++) {
                server.ask("GET", "/health/live", "", "");
                server.ask("GET", "/v1/method", "", "");
            }

            EdgeServer.send(stranger, "GET /v1/method HTTP/1.1\r\nHost: x\r\n\r\n");
            long from = System.nanoTime();
            EdgeServer.send(known, request);
            assertThat(answer(known)).startsWith("HTTP/1.1 200");
            assertThat(answer(stranger)).startsWith("HTTP/1.1 200");
            EdgeServer.send(stranger, "GET /v1/method HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(answer(stranger)).startsWith("HTTP/1.1 200");

            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void aClientThatIsRefusedAgainAndAgainWaits() throws Exception {
        String refused =
                "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/mixed\r\nContent-Length: 0\r\n\r\n";
        try (EdgeServer server = server(LIMITS);
                Socket socket = server.connect()) {
            for (int i = 0; i < 5; i++) {
                EdgeServer.send(socket, refused);
                assertThat(answer(socket)).startsWith("HTTP/1.1 415");
            }
            long from = System.nanoTime();
            EdgeServer.send(socket, refused);

            assertThat(answer(socket)).startsWith("HTTP/1.1 415");
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isGreaterThan(Duration.ofMillis(150));
            assertThat(server.refused("stranger slowed")).isGreaterThanOrEqualTo(2);
        }
    }

    /** One answer on a connection that stays open. */
    private static String answer(Socket socket) throws IOException {
        byte[] bytes = new byte[8_192];
        int count = socket.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(0, count), US_ASCII);
    }

    private static EdgeSettings behind(boolean proxyProtocol) {
        return new EdgeSettings(
                LIMITS,
                new ProxySettings(
                        List.of(IpNetwork.parse("127.0.0.0/8")),
                        ProxySettings.Header.X_FORWARDED_FOR,
                        proxyProtocol),
                Optional.empty(),
                OptionalInt.empty());
    }

    private static EdgeServer server(Limits limits) {
        return new EdgeServer(
                new EdgeSettings(limits, NO_PROXIES, Optional.empty(), OptionalInt.empty()), false);
    }
}
