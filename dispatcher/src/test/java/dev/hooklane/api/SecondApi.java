package dev.hooklane.api;

import dev.hooklane.config.ApiSettings;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.topic.AckedProducer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * The API of an instance that was started later: it shares the broker and what others follow, and
 * reads the idempotency topic for itself, from its beginning.
 */
final class SecondApi implements AutoCloseable {
    private final AckedProducer producer;
    private final ClaimLog claims;
    private final ApiServer server;

    private SecondApi(AckedProducer producer, ClaimLog claims, ApiServer server) {
        this.producer = producer;
        this.claims = claims;
        this.server = server;
    }

    static SecondApi of(ApiFixture api) {
        EndpointParts endpoints = api.plane.parts().endpoints();
        return of(api, endpoints.directory(), endpoints.log());
    }

    /** With endpoints that it has followed for itself. */
    static SecondApi of(ApiFixture api, EndpointDirectory directory, EndpointLog endpoints) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", api.broker.bootstrapServers());
        AckedProducer producer = AckedProducer.connect(kafka);
        Map<String, Object> consumer = Map.of("bootstrap.servers", api.broker.bootstrapServers());
        ClaimLog claims = ClaimLog.start(producer, consumer, api.topics.idempotency());
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(claims.followed()::caughtUp);
        ApiParts parts = api.plane.parts();
        ApiServer server =
                new ApiServer(
                                new ApiSettings("127.0.0.1", 0, ApiFixture.KEY, "127.0.0.1:1"),
                                Optional.empty(),
                                new ApiParts(
                                        new EndpointParts(
                                                directory,
                                                endpoints,
                                                parts.endpoints().checks(),
                                                parts.endpoints().primarySecretKey(),
                                                parts.endpoints().comeFrom()),
                                        parts.events(),
                                        parts.deliveries(),
                                        parts.replays(),
                                        parts.eraser(),
                                        new CallerParts(
                                                parts.callers().access(),
                                                parts.callers().audit(),
                                                claims,
                                                parts.callers().cipher()),
                                        parts.quotas(),
                                        parts.operators(),
                                        parts.sources(),
                                        parts.listening()),
                                ConsolePages.none())
                        .start();
        return new SecondApi(producer, claims, server);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    }

    @Override
    public void close() {
        server.close();
        claims.close();
        producer.close();
    }
}
