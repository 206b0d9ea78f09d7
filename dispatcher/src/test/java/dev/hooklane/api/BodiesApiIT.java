package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to bodies that are not read as they come. */
@ExtendWith(SharedApi.class)
class BodiesApiIT {
    private static final int CLIENTS = 30;
    private static final byte[] FOUR_MEBIBYTES = new byte[4 << 20];

    private final ApiFixture api;

    BodiesApiIT(ApiFixture api) {
        this.api = api;
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/events",
        "POST, /v1/events/batch",
        "POST, /v1/endpoints",
        "POST, /v1/endpoints/check",
        "POST, /v1/keys",
        "POST, /v1/replays"
    })
    void anEncodedBodyIsRefusedAndSaysSo(String method, String path) throws Exception {
        for (String coding : List.of("gzip", "br", "identity, gzip", "GZIP", "nonsense")) {
            Answer answer =
                    api.send(
                            api.request(path)
                                    .header("Content-Encoding", coding)
                                    .method(method, BodyPublishers.ofByteArray(new byte[] {31}))
                                    .build());

            assertProblem(answer, 415, null, "the body has Content-Encoding ");
            assertThat(answer.response().headers().firstValue("accept-encoding"))
                    .hasValue("identity");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "identity, identity"})
    void theEncodingThatIsNoneIsTaken(String coding) throws Exception {
        Answer answer =
                api.send(
                        api.request("/v1/endpoints/check")
                                .header("Content-Encoding", coding)
                                .POST(BodyPublishers.ofString("{\"url\":\"https://192.0.2.1/\"}"))
                                .build());

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyIsReadToItsEndWhetherItsLengthIsAnnouncedOrNot(boolean announced) throws Exception {
        byte[] body =
                ("{\"url\":\"https://192.0.2.1/" + "a".repeat(1_500) + "\"}").getBytes(US_ASCII);
        BodyPublisher known = BodyPublishers.ofByteArray(body);

        Answer answer =
                api.send(
                        api.request("/v1/endpoints/check")
                                .POST(announced ? known : BodyPublishers.fromPublisher(known))
                                .build());

        assertThat(answer.status()).isEqualTo(200);
        Answer next = api.send(api.request("/v1/endpoints").GET().build());
        assertThat(next.status()).isEqualTo(200);
    }

    @Test
    void anAnswerLongerThanTheBufferIsWhole() throws Exception {
        Answer answer = api.send(api.request("/openapi.yaml").GET().build());

        assertThat(answer.response().body()).hasSizeGreaterThan(10_000).contains("openapi: ");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/events, wrong, 401",
        "POST, /v1/nothing, right, 404",
        "PUT, /v1/events, right, 405",
        "POST, /v1/endpoints, right, 413"
    })
    void whoSendsMuchStillGetsTheAnswer(String method, String path, String key, int status)
            throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                HttpRequest request =
                        (key.equals("right") ? api.request(path) : api.anonymous(path))
                                .method(method, BodyPublishers.ofByteArray(FOUR_MEBIBYTES))
                                .build();
                answers.add(clients.submit(() -> api.send(request).status()));
            }
            for (Future<Integer> each : answers) {
                assertThat(each.get()).isEqualTo(status);
            }
        }
    }

    @Test
    void whoWaitsToBeAskedForItsBodyIsAnsweredAndNotAsked() throws IOException {
        String head =
                "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 4194304\r\nExpect: 100-continue\r\n\r\n";

        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), api.plane.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(US_ASCII));
            out.flush();

            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 401");
        }
    }
}
