package dev.hooklane.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReceiverIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY =
            "{\"id\":\"evt_1\",\"type\":\"conversation.created\",\"data\":{}}";

    private final List<ReceivedRequest> heard = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void deliverySignedInBothWaysIsAnsweredAndShown() throws Exception {
        try (Receiver receiver = start(onAnyPort().withSecrets(List.of(SECRET)))) {
            HttpResponse<String> answer = send(delivery(receiver, BODY));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"received\":true}");
            assertThat(heard).hasSize(1);
            ReceivedRequest request = heard.getFirst();
            assertThat(request.bodySignature()).isEqualTo(new SignatureVerdict.Valid());
            assertThat(request.standardSignature()).isEqualTo(new SignatureVerdict.Valid());
            assertThat(request.body().text()).isEqualTo(BODY);
            assertThat(request.path()).isEqualTo("/any/path?x=1");
            assertThat(request.deliveryId()).isEqualTo("dlv_1");
            assertThat(receiver.requests()).containsExactly(request);
        }
    }

    @Test
    void tamperedBodyIsReceivedAndMarkedInvalid() throws Exception {
        try (Receiver receiver = start(onAnyPort().withSecrets(List.of(SECRET)))) {
            HttpRequest tampered =
                    HttpRequest.newBuilder(delivery(receiver, BODY), (_, _) -> true)
                            .POST(HttpRequest.BodyPublishers.ofString(BODY + " "))
                            .build();

            assertThat(send(tampered).statusCode()).isEqualTo(200);
            assertThat(heard.getFirst().bodySignature())
                    .isInstanceOf(SignatureVerdict.Invalid.class);
            assertThat(heard.getFirst().standardSignature())
                    .isInstanceOf(SignatureVerdict.Invalid.class);
        }
    }

    @Test
    void secretGivenAfterTheStartIsUsedFromThenOn() throws Exception {
        try (Receiver receiver = start(onAnyPort())) {
            send(delivery(receiver, BODY));
            receiver.useSecret(SECRET);
            send(delivery(receiver, BODY));

            assertThat(heard)
                    .extracting(ReceivedRequest::standardSignature)
                    .isEqualTo(
                            List.of(
                                    new SignatureVerdict.NotChecked(),
                                    new SignatureVerdict.Valid()));
        }
    }

    @Test
    void failRateAnswersWith500() throws Exception {
        try (Receiver receiver = start(onAnyPort().withFailRate(1))) {
            assertThat(send(delivery(receiver, BODY)).statusCode()).isEqualTo(500);
            assertThat(heard.getFirst().status()).isEqualTo(500);
        }
    }

    @Test
    void delayHoldsTheAnswerBack() throws Exception {
        try (Receiver receiver = start(onAnyPort().withDelay(Duration.ofMillis(200)))) {
            long start = System.nanoTime();
            send(delivery(receiver, BODY));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void listTellsTheNewestFirst() throws Exception {
        try (Receiver receiver = start(onAnyPort().withSecrets(List.of(SECRET)))) {
            send(delivery(receiver, BODY));
            send(post(receiver, "not json"));
            HttpResponse<String> list = send(get(receiver, "/requests"));

            JsonNode requests = JsonMapper.shared().readTree(list.body());
            assertThat(requests).hasSize(2);
            assertThat(requests.at("/0/body").asString()).isEqualTo("not json");
            assertThat(requests.at("/0/verification/standard").asString())
                    .isEqualTo("invalid: no webhook-id header");
            assertThat(requests.at("/1/id").asString()).isEqualTo("evt_1");
            assertThat(requests.at("/1/type").asString()).isEqualTo("conversation.created");
            assertThat(requests.at("/1/delivery").asString()).isEqualTo("dlv_1");
            assertThat(requests.at("/1/attempt").asString()).isEqualTo("1");
            assertThat(requests.at("/1/status").asInt()).isEqualTo(200);
            assertThat(requests.at("/1/verification/body").asString()).isEqualTo("valid");
            assertThat(requests.at("/1/body").asString()).isEqualTo(BODY);
        }
    }

    @Test
    void pageEscapesWhatItShowsAndAllowsNoScript() throws Exception {
        String hostile = "<script>alert('1')</script>";
        try (Receiver receiver = start(onAnyPort())) {
            send(
                    HttpRequest.newBuilder(receiver.url().resolve("/"))
                            .header("X-MGA-Event", hostile)
                            .POST(HttpRequest.BodyPublishers.ofString(hostile))
                            .build());
            HttpResponse<String> page = send(get(receiver, "/"));

            assertThat(page.body()).contains("&lt;script&gt;").doesNotContain("<script");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; style-src 'sha256-");
        }
    }

    @Test
    void otherRequestsAreRefused() throws Exception {
        try (Receiver receiver = start(onAnyPort())) {
            HttpRequest put =
                    HttpRequest.newBuilder(receiver.url().resolve("/"))
                            .PUT(HttpRequest.BodyPublishers.ofString("x"))
                            .build();

            assertThat(send(get(receiver, "/else")).statusCode()).isEqualTo(404);
            assertThat(send(put).statusCode()).isEqualTo(405);
            assertThat(send(post(receiver, "x".repeat((1 << 20) + 1))).statusCode()).isEqualTo(413);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void listenerThatThrowsDoesNotStopTheAnswer() throws Exception {
        try (Receiver receiver =
                Receiver.start(
                        onAnyPort(),
                        _ -> {
                            throw new IllegalStateException("listener");
                        })) {
            assertThat(send(delivery(receiver, BODY)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> start(ReceiverSettings.onPort(taken.getLocalPort())))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage(
                            "receiver: port %d is taken by another process"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void oneConnectionServesManyRequests() throws Exception {
        byte[] request =
                ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                                + BODY.length()
                                + "\r\n\r\n"
                                + BODY)
                        .getBytes(StandardCharsets.US_ASCII);
        try (Receiver receiver = start(onAnyPort());
                Socket socket =
                        new Socket(InetAddress.ofLiteral(LoopbackPort.HOST), receiver.port())) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (int i = 1; i <= 100; i++) {
                out.write(request);
                readUntil(in, "{\"received\":true}");
            }

            assertThat(heard).hasSize(100);
        }
    }

    private static void readUntil(InputStream in, String end) throws Exception {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(end)) {
            int next = in.read();
            assertThat(next).as("closed after: %s", read).isNotNegative();
            read.append((char) next);
        }
    }

    private Receiver start(ReceiverSettings settings) {
        return Receiver.start(settings, heard::add);
    }

    private static ReceiverSettings onAnyPort() {
        return ReceiverSettings.onPort(0);
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest get(Receiver receiver, String path) {
        return HttpRequest.newBuilder(receiver.url().resolve(path)).build();
    }

    private static HttpRequest post(Receiver receiver, String body) {
        return HttpRequest.newBuilder(receiver.url().resolve("/"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest delivery(Receiver receiver, String body) throws Exception {
        long timestamp = Instant.now().getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        String hex = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        URI url = receiver.url().resolve("/any/path?x=1");
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("X-MGA-Signature", "sha256=" + hex)
                .header("X-MGA-Event", "conversation.created")
                .header("X-MGA-Delivery", "dlv_1")
                .header("X-MGA-Attempt", "1")
                .header("webhook-id", "evt_1")
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", new Webhook(SECRET).sign("evt_1", timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
