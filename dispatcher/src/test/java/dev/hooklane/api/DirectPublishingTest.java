package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.quota.AccountLimits;
import dev.hooklane.quota.Limits;
import dev.hooklane.quota.Quota;
import dev.hooklane.quota.Quotas;
import dev.hooklane.share.Seats;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectPublishingTest {
    private static final String EVENT =
            "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{}}";
    private static final int BY_ROUTES = 418;
    private static final Caller PUBLISHER =
            new Caller("key_1", "p", KeyRole.PUBLISHER, Optional.of(new AccountId("acme")));
    private static final Caller VIEWER = new Caller("key_2", "v", KeyRole.VIEWER, Optional.empty());

    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);
    private final CompletableFuture<RecordMetadata> confirmed = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        Prometheus prometheus = new Prometheus();
        DirectPublishing direct =
                new DirectPublishing(
                        header ->
                                switch (header) {
                                    case "Bearer publisher" -> Optional.of(PUBLISHER);
                                    case "Bearer viewer" -> Optional.of(VIEWER);
                                    default -> Optional.empty();
                                },
                        new NewEvents(
                                new Catalogue(FixedTypes.defaults()),
                                new Quotas(
                                        new AccountLimits(
                                                new Limits(
                                                        Arrays.stream(Quota.values())
                                                                .collect(
                                                                        Collectors.toMap(
                                                                                Function.identity(),
                                                                                _ -> 1_000L)))),
                                        new EndpointDirectory(),
                                        new Seats(1),
                                        prometheus.quotas(),
                                        ""),
                                InstantSource.system(),
                                new Random(1)),
                        (_, _) -> confirmed,
                        new Problems(prometheus.api()),
                        prometheus.api());
        direct.setHandler(new Teapot());
        server.setHandler(direct);
        server.addConnector(connector);
        server.start();
    }

    /** Stands for the routes. */
    private static final class Teapot extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(BY_ROUTES);
            callback.succeeded();
            return true;
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void anEventIsAnsweredOnceKafkaHasIt() throws Exception {
        LocalConnector.LocalEndPoint client = connector.executeRequest(post("", EVENT));

        assertThat(client.waitForResponse(false, 300, TimeUnit.MILLISECONDS)).isNull();
        confirmed.complete(
                new RecordMetadata(new TopicPartition("hooklane.events", 3), 7, 0, 0, 0, 0));

        assertThat(client.getResponse())
                .startsWith("HTTP/1.1 202")
                .contains("\"partition\":3,\"offset\":7}");
    }

    @Test
    void anEventThatKafkaDoesNotConfirmIsNotTaken() throws Exception {
        confirmed.completeExceptionally(
                new KafkaUnavailableException("Kafka is away", new TimeoutException()));

        assertThat(connector.getResponse(post("", EVENT)))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 5", "Kafka is away");
    }

    @Test
    void aBadEventIsRefusedWithoutTheRoutes() throws Exception {
        assertThat(connector.getResponse(post("", "{\"account\":\"acme\"}")))
                .startsWith("HTTP/1.1 422");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/events?a=b, Accept: */*",
        "POST, /v1/events?, Accept: */*",
        "POST, /v1/%65vents, Accept: */*",
        "POST, /v1/events/, Accept: */*",
        "POST, /v1/events/batch, Accept: */*",
        "PUT, /v1/events, Accept: */*",
        "POST, /v1/events, Idempotency-Key: a",
        "POST, /v1/events, idempotency-key: a",
        "POST, /v1/events, Content-Encoding: gzip",
        "POST, /v1/events, Expect: 100-continue",
    })
    void theRoutesTakeWhatIsUnusual(String method, String target, String header) throws Exception {
        String request =
                post(header + "\r\n", EVENT)
                        .replaceFirst("POST /v1/events ", method + " " + target + " ");

        assertThat(connector.getResponse(request)).startsWith("HTTP/1.1 " + BY_ROUTES);
    }

    @ParameterizedTest
    @CsvSource({"Bearer viewer", "Bearer nobody", "Basic publisher"})
    void theRoutesRefuseWhoMayNotPublish(String authorization) throws Exception {
        String request = post("", EVENT).replace("Bearer publisher", authorization);

        assertThat(connector.getResponse(request)).startsWith("HTTP/1.1 " + BY_ROUTES);
    }

    @Test
    void theRoutesTakeABodyOfUnknownLength() throws Exception {
        String request =
                post("", "").replace("Content-Length: 0", "Transfer-Encoding: chunked")
                        + "%x\r\n%s\r\n0\r\n\r\n".formatted(EVENT.length(), EVENT);

        assertThat(connector.getResponse(request)).startsWith("HTTP/1.1 " + BY_ROUTES);
    }

    private static String post(String headers, String body) {
        return """
        POST /v1/events HTTP/1.1\r
        Host: h\r
        Authorization: Bearer publisher\r
        %sContent-Length: %d\r
        \r
        %s\
        """
                .formatted(headers, body.length(), body);
    }
}
