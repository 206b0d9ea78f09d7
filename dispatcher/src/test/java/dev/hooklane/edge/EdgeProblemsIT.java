package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.EdgeSettings;
import dev.hooklane.config.ProxySettings;
import dev.hooklane.problem.ProblemCode;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever refuses a request before any route sees it, the answer has an id and a code. */
final class EdgeProblemsIT {
    private final EdgeServer server =
            new EdgeServer(
                    new EdgeSettings(
                            EdgeIT.LIMITS,
                            new ProxySettings(
                                    List.of(), ProxySettings.Header.X_FORWARDED_FOR, false),
                            Optional.empty(),
                            OptionalInt.empty()),
                    false);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyAnswerHasTheClientsIdOrANewOne() throws Exception {
        assertThat(id(server.ask("GET", "/v1/method", "X-Request-Id: mine-1\r\n", "")))
                .isEqualTo("mine-1");
        assertThat(id(server.ask("GET", "/v1/method", "", ""))).matches("req_[0-9a-f]{16}");
        assertThat(id(server.ask("GET", "/health/live", "", ""))).startsWith("req_");
        assertThat(id(server.ask("GET", "/v1/nothing", "X-Request-Id: mine-2\r\n", "")))
                .isEqualTo("mine-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tforged", "x=\"y\"", "\u001b[31m", "<b>"})
    void whatAStrangerSendsAsIdComesBackNowhere(String sent) throws Exception {
        String answer =
                server.ask(
                        "POST",
                        "/sign-in",
                        "Content-Type: multipart/mixed\r\nX-Request-Id: %s\r\n".formatted(sent),
                        "x");

        assertThat(answer).doesNotContain(sent);
    }

    @Test
    void aRefusalOfTheEdgeHasTheIdAndACode() throws Exception {
        JsonNode problem =
                problem(
                        server.ask(
                                "POST",
                                "/sign-in",
                                "Content-Type: multipart/mixed\r\nX-Request-Id: mine\r\n",
                                "x"),
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE);

        assertThat(problem.path("requestId").asString()).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v1/method HTTP/1.1|Host: x|Content-Length: many, MALFORMED_REQUEST",
        "GET /v1/%zz HTTP/1.1|Host: x, MALFORMED_REQUEST",
        "GET /v1/method HTTP/1.1, MALFORMED_REQUEST",
        "G\\0T / HTTP/1.1|Host: x, MALFORMED_REQUEST"
    })
    void whatJettyRefusesIsAProblemToo(String request, ProblemCode code) throws Exception {
        String sent = request.replace("|", "\r\n").replace("\\0", "\u0001");

        problem(raw(sent + "\r\nConnection: close\r\n\r\n"), code);
    }

    @Test
    void tooManyHeadersAreOne() throws Exception {
        problem(
                raw("GET / HTTP/1.1\r\nHost: x\r\n" + "a:b\r\n".repeat(100) + "\r\n"),
                ProblemCode.HEADERS_TOO_LARGE);
    }

    private String raw(String request) throws Exception {
        try (Socket socket = server.connect()) {
            EdgeServer.send(socket, request);
            return EdgeServer.rest(socket);
        }
    }

    private static JsonNode problem(String answer, ProblemCode code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + code.status())
                .containsIgnoringCase("Content-Type: application/problem+json");
        JsonNode problem =
                JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(problem.path("code").asString()).isEqualTo(code.code());
        assertThat(problem.path("type").asString()).isEqualTo(code.type());
        assertThat(problem.path("requestId").asString()).isEqualTo(id(answer));
        return problem;
    }

    private static String id(String answer) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, "X-Request-Id: ", 0, 14))
                .map(line -> line.substring(14))
                .reduce((_, _) -> "named twice")
                .orElse("none");
    }
}
