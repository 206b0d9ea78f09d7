package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.OAuth2Client;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tokens that endpoints' servers ask for. */
@Timeout(60)
final class BearerTokensIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String UNAUTHORIZED =
            "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";
    private static final String ALLOWING =
            OK.replace("Content-Length", "WebHook-Allowed-Origin: *\r\nContent-Length");
    private static final long MINUTE = 60_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final HttpAttemptSender sender =
            new HttpAttemptSender(
                    Samples.settings(),
                    Samples.CLOCK,
                    new Clients(Samples.settings(), Network.system()),
                    nanos::get);

    @AfterEach
    void close() {
        sender.close();
    }

    private AttemptOutcome send(Endpoint endpoint) {
        return sender.send(Samples.delivery(), endpoint).outcome();
    }

    @Test
    void aTokenIsFetchedOnceForManyRequests() throws Exception {
        try (RawServer tokens = TokenServers.numbering();
                RawServer server = RawServer.answering(OK);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Endpoint endpoint = TokenServers.endpoint(server, tokens.url());

            List<Future<AttemptOutcome>> sent =
                    IntStream.range(0, 20)
                            .mapToObj(_ -> threads.submit(() -> send(endpoint)))
                            .toList();
            for (Future<AttemptOutcome> each : sent) {
                assertThat(each.get()).isInstanceOf(Success.class);
            }

            assertThat(tokens.requests()).hasSize(1);
            assertThat(server.requests())
                    .hasSize(20)
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).isEqualTo("Bearer t1"));
        }
    }

    @Test
    void theClientProvesItselfInTheHeader() throws IOException {
        try (RawServer tokens = TokenServers.numbering();
                RawServer server = RawServer.answering(OK)) {
            send(TokenServers.endpoint(server, tokens.url()));

            RawServer.Received asked = tokens.requests().getFirst();
            assertThat(asked.head()).startsWith("POST ");
            assertThat(asked.header("Authorization"))
                    .isEqualTo(
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    "client+1:s3cret%26%3D%25".getBytes(US_ASCII)));
            assertThat(asked.body())
                    .isEqualTo(
                            "grant_type=client_credentials&scope=events.write"
                                    + "&audience=https%3A%2F%2Fhooks.example%2F");
        }
    }

    @Test
    void orInTheBody() throws IOException {
        try (RawServer tokens = TokenServers.numbering();
                RawServer server = RawServer.answering(OK)) {
            OAuth2Client basic = TokenServers.client(tokens.url());
            OAuth2Client post =
                    new OAuth2Client(
                            basic.tokenUrl(),
                            "client 1",
                            basic.clientSecret(),
                            Optional.empty(),
                            Optional.empty(),
                            OAuth2Client.Method.CLIENT_SECRET_POST);

            send(TokenServers.endpoint(server, post));

            RawServer.Received asked = tokens.requests().getFirst();
            assertThat(asked.header("Authorization")).isEmpty();
            assertThat(asked.body())
                    .startsWith("grant_type=client_credentials&client_id=client")
                    .endsWith("1&client_secret=s3cret%26%3D%25");
        }
    }

    @Test
    void aRefusedTokenIsReplacedOnce() throws IOException {
        try (RawServer tokens = TokenServers.numbering();
                RawServer server =
                        RawServer.answering((request, out, _) -> {
                            boolean first = request.header("Authorization").endsWith("t1");
                            out.write(
                                    (first && nanos.get() > 0 ? UNAUTHORIZED : OK)
                                            .getBytes(US_ASCII));
                            out.flush();
                        })) {
            Endpoint endpoint = TokenServers.endpoint(server, tokens.url());
            send(endpoint);
            nanos.addAndGet(MINUTE);

            AttemptOutcome outcome = send(endpoint);

            assertThat(outcome).isInstanceOf(Success.class);
            assertThat(authorizations(server))
                    .containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
            assertThat(server.requests())
                    .extracting(request -> request.header("X-MGA-Attempt"))
                    .containsOnly("1");
        }
    }

    @Test
    void anEndpointThatRefusesEveryTokenCostsOneOfThem() throws IOException {
        try (RawServer tokens = TokenServers.numbering();
                RawServer server = RawServer.answering(UNAUTHORIZED)) {
            Endpoint endpoint = TokenServers.endpoint(server, tokens.url());
            send(endpoint);
            send(endpoint);
            nanos.addAndGet(MINUTE);

            AttemptOutcome outcome = send(endpoint);
            send(endpoint);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ErrorStatus.class,
                            refused -> assertThat(refused.status()).isEqualTo(401));
            assertThat(tokens.requests()).hasSize(2);
            assertThat(server.requests()).hasSize(5);
        }
    }

    @Test
    void anExpiredTokenIsNotSent() throws IOException {
        try (RawServer tokens = TokenServers.numbering();
                RawServer server = RawServer.answering(OK)) {
            Endpoint endpoint = TokenServers.endpoint(server, tokens.url());
            send(endpoint);
            nanos.addAndGet(60 * MINUTE);

            send(endpoint);

            assertThat(authorizations(server)).containsExactly("Bearer t1", "Bearer t2");
        }
    }

    @Test
    void anotherSecretIsAnotherToken() throws IOException {
        try (RawServer tokens = TokenServers.numbering();
                RawServer server = RawServer.answering(OK)) {
            OAuth2Client right = TokenServers.client(tokens.url());
            OAuth2Client other =
                    new OAuth2Client(
                            right.tokenUrl(),
                            right.clientId(),
                            "guessed",
                            right.scope(),
                            right.audience(),
                            right.method());
            send(TokenServers.endpoint(server, right));

            send(TokenServers.endpoint(server, other));

            assertThat(authorizations(server)).containsExactly("Bearer t1", "Bearer t2");
        }
    }

    @Test
    void theTokenTakesThePlaceOfAHeader() throws IOException {
        try (RawServer tokens = TokenServers.numbering();
                RawServer server = RawServer.answering(OK)) {
            Endpoint plain =
                    Samples.endpoint(
                            server.url(),
                            Map.of("authorization", "Basic old"),
                            List.of(Samples.SECRET));

            send(
                    plain.withAccess(
                            TokenServers.endpoint(server, tokens.url()).access(), Samples.NOW));

            assertThat(server.requests().getFirst().head().toLowerCase(Locale.ROOT))
                    .containsOnlyOnce("authorization:")
                    .contains("authorization: bearer t1");
        }
    }

    @Test
    void aCheckOfOwnershipHasTheTokenToo() throws IOException {
        try (RawServer tokens = TokenServers.numbering();
                RawServer server = RawServer.answering(ALLOWING);
                OwnershipCheck check =
                        new OwnershipCheck(
                                Samples.settings(), "us.example", Samples.CLOCK, new Random(1))) {
            Optional<String> problem = check.problem(TokenServers.endpoint(server, tokens.url()));

            assertThat(problem).isEmpty();
            assertThat(server.requests().getFirst().header("Authorization")).isEqualTo("Bearer t1");
        }
    }

    /** The header of each request, in order. */
    private static List<String> authorizations(RawServer server) {
        return server.requests().stream().map(request -> request.header("Authorization")).toList();
    }
}
