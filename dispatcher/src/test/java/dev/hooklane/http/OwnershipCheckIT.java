package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.egress.ForbiddenUrls;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server shows that it wants events. */
@Timeout(60)
final class OwnershipCheckIT {
    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([0-9a-f]{32})\"");

    private final OwnershipCheck check =
            new OwnershipCheck(
                    Samples.settings(), "hooks.example.com", Samples.CLOCK, new Random(1));

    /** Answers the handshake with these headers, and the challenge with this body. */
    private static RawServer server(String headers, String body) throws IOException {
        return RawServer.answering((request, out, _) -> {
            boolean asks = request.head().startsWith("OPTIONS ");
            Matcher challenge = CHALLENGE.matcher(request.body());
            String content =
                    asks
                            ? ""
                            : body.replace("ALL", request.body())
                                    .replace("IT", challenge.find() ? challenge.group(1) : "?");
            out.write(
                    "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s"
                            .formatted(asks ? headers : "", content.length(), content)
                            .getBytes(US_ASCII));
            out.flush();
        });
    }

    private Optional<String> problem(RawServer server) {
        return check.problem(Samples.endpoint(server.url()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooks.example.com", "HOOKS.example.com", "*"})
    void theHandshakeOfCloudEventsShowsIt(String allowed) throws IOException {
        try (RawServer server = server("WebHook-Allowed-Origin: " + allowed + "\r\n", "")) {
            assertThat(problem(server)).isEmpty();
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().getFirst().header("WebHook-Request-Origin"))
                    .isEqualTo("hooks.example.com");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IT", " IT\n", "{\"challenge\":\"IT\"}"})
    void aServerThatReturnsTheChallengeShowsIt(String body) throws IOException {
        try (RawServer server = server("", body)) {
            assertThat(problem(server)).isEmpty();
        }
    }

    @Test
    void theChallengeIsSignedAsAnyEvent() throws IOException {
        try (RawServer server = server("", "IT")) {
            problem(server);

            RawServer.Received challenge = server.requests().getLast();
            assertThat(challenge.header("X-MGA-Event")).isEqualTo("webhook.challenge");
            assertThat(challenge.header("X-MGA-Signature"))
                    .isEqualTo(
                            "sha256="
                                    + new Signer(Samples.SECRET)
                                            .hex(challenge.body().getBytes(US_ASCII)));
            assertThat(challenge.body())
                    .startsWith("{\"id\":\"evt_")
                    .contains("\"type\":\"webhook.challenge\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "ALL", "{\"challenge\":\"other\"}", "{\"x\":\"IT\"}"})
    void nothingElseShowsIt(String body) throws IOException {
        try (RawServer server = server("WebHook-Allowed-Origin: other.example\r\n", body)) {
            assertThat(problem(server))
                    .hasValue(
                            "the answer to OPTIONS has a WebHook-Allowed-Origin other than"
                                    + " hooks.example.com or *; the answer to webhook.challenge does"
                                    + " not return the challenge");
        }
    }

    @Test
    void anErrorShowsNothingWhateverItsHeaders() throws IOException {
        try (RawServer server =
                RawServer.answering(
                        "HTTP/1.1 404 No\r\nWebHook-Allowed-Origin: *\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(problem(server))
                    .hasValueSatisfying(
                            words -> assertThat(words).contains("OPTIONS has status 404"));
        }
    }

    @Test
    void aForbiddenAddressIsNotAsked() throws IOException {
        try (RawServer server = server("WebHook-Allowed-Origin: *\r\n", "");
                OwnershipCheck strict =
                        new OwnershipCheck(
                                HttpSettings.defaults("1").withAddressRules(ForbiddenUrls.RULES),
                                "hooks.example.com",
                                Samples.CLOCK,
                                new Random(1))) {
            assertThat(strict.problem(Samples.endpoint("https://127.0.0.1:" + server.port())))
                    .hasValueSatisfying(
                            words -> assertThat(words).contains("it is not a public address"));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aHostIsNotFloodedWithQuestions() throws IOException {
        try (RawServer server = server("", "")) {
            for (int i = 0; i < 50; i++) {
                problem(server);
            }

            assertThat(server.requests()).hasSizeLessThan(30);
        }
    }
}
