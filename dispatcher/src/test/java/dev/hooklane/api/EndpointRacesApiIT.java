package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.embedded.TemporaryDirectory;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.fanout.EndpointCatchUp;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.KafkaUnavailableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two instances, each with its own view of the endpoints, change one in the same moment. */
@ExtendWith(SharedApi.class)
class EndpointRacesApiIT {
    private static final int ROUNDS = 15;

    private final ApiFixture api;
    private final TemporaryDirectory stateDir = TemporaryDirectory.make();
    private final EndpointDirectory directory = new EndpointDirectory();
    private final EndpointFeed feed;
    private final Properties settings = new Properties();
    private final KafkaStreams streams;
    private final AckedProducer producer;
    private final EndpointLog log;

    EndpointRacesApiIT(ApiFixture api) {
        this.api = api;
        feed = new EndpointFeed(directory, api.codec);
        settings.put("bootstrap.servers", api.broker.bootstrapServers());
        settings.put("application.id", "endpoints-of-another");
        settings.put("state.dir", stateDir.path().toString());
        streams = new KafkaStreams(FanOutTopology.endpointsOnly(api.topics, feed), settings);
        streams.start();
        feed.caughtUp();
        producer =
                AckedProducer.connect(Map.of("bootstrap.servers", api.broker.bootstrapServers()));
        log = new EndpointLog(producer, api.codec, feed, api.topics.endpoints(), new Random(1));
    }

    @AfterEach
    void close() {
        streams.close(Duration.ofSeconds(5));
        producer.close();
        stateDir.close();
    }

    @Test
    void noChangeOfTwoInstancesIsLost() throws Exception {
        EndpointId id = new EndpointId(api.endpoint("races").text("id"));
        try (SecondApi second = SecondApi.of(api, directory, log);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Awaitility.await().until(() -> directory.find(id).isPresent());
            for (int round = 1; round <= ROUNDS; round++) {
                String description = "{\"description\":\"round %d\"}".formatted(round);
                String inFlight = "{\"maxInFlight\":%d}".formatted(round);
                URI here = api.request("/v1/endpoints/" + id).build().uri();
                URI there = second.uri("/v1/endpoints/" + id);
                Future<Answer> one = clients.submit(() -> patch(here, description));
                Future<Answer> other = clients.submit(() -> patch(there, inFlight));
                assertThat(one.get().status()).isEqualTo(200);
                assertThat(other.get().status()).isEqualTo(200);

                // An instance has read its own changes back, and those of another a moment later.
                int changed = round;
                Awaitility.await()
                        .untilAsserted(() -> {
                            Answer read = api.get("/v1/endpoints/" + id);
                            assertThat(read.text("description")).isEqualTo("round " + changed);
                            assertThat(read.json().path("maxInFlight").asInt()).isEqualTo(changed);
                        });
            }
        }
    }

    @Test
    void theOneThatIsOvertakenIsToldAndTheLastRecordIsTheOneThatCounts() throws Exception {
        EndpointId id = new EndpointId(api.endpoint("overtaken").text("id"));
        Awaitility.await().until(() -> directory.find(id).isPresent());
        EndpointLog first = api.plane.parts().endpoints().log();
        Endpoint made = directory.find(id).orElseThrow();
        Set<EndpointRevision> here = first.replaceable(id);
        Set<EndpointRevision> there = log.replaceable(id);
        Endpoint paused =
                made.withState(new EndpointState.Paused(), made.updatedAt().plusMillis(1));
        first.put(paused, here);

        assertThatThrownBy(() -> log.remove(made, there)).isInstanceOf(OvertakenException.class);

        Awaitility.await().untilAsserted(() -> assertThat(directory.find(id)).contains(paused));
        assertThat(api.directory.find(id)).contains(paused);
        ConsumerRecord<byte[], byte[]> last =
                api.written.records(api.topics.endpoints(), id.value(), 4).getLast();
        assertThat(last.value()).isNotNull();
        assertThat(api.codec.read(last.value())).isEqualTo(paused);
    }

    @Test
    void anEndpointIsToldOfWhenEveryInstanceThatFansOutLooksAgain() throws Exception {
        EndpointId id = new EndpointId(api.endpoint("told").text("id"));
        long answeredAt = System.currentTimeMillis();

        long writtenAt =
                api.written.records(api.topics.endpoints(), id.value(), 1).getFirst().timestamp();

        assertThat(Duration.ofMillis(answeredAt - writtenAt))
                .isGreaterThanOrEqualTo(EndpointCatchUp.SERVES.minusMillis(5));
    }

    @Test
    void whoReadsTheTopicAgainSeesNothingOfThePast() throws Exception {
        EndpointId id = new EndpointId(api.endpoint("again").text("id"));
        URI uri = api.request("/v1/endpoints/" + id).build().uri();
        for (int version = 1; version <= 5; version++) {
            patch(uri, "{\"description\":\"version %d\"}".formatted(version));
        }
        Awaitility.await().until(() -> description(id).equals("version 5"));
        streams.close(Duration.ofSeconds(5));
        feed.startsOver();

        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();
        Thread watching =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!done.get()) {
                                seen.add(description(id));
                            }
                        });
        try (KafkaStreams again =
                new KafkaStreams(FanOutTopology.endpointsOnly(api.topics, feed), settings)) {
            again.start();
            feed.caughtUp();
            patch(uri, "{\"description\":\"version 6\"}");
            Awaitility.await().until(() -> description(id).equals("version 6"));
        } finally {
            done.set(true);
            watching.join();
        }

        assertThat(seen).isSubsetOf("version 5", "version 6");
    }

    private String description(EndpointId id) {
        return directory.find(id).map(Endpoint::description).orElse("gone");
    }

    @Test
    void nothingIsChangedWhileTheEndpointsAreReadAgain() throws Exception {
        EndpointId id = new EndpointId(api.endpoint("behind").text("id"));
        Awaitility.await().until(() -> directory.find(id).isPresent());
        Endpoint made = directory.find(id).orElseThrow();
        feed.startsOver();

        assertThatThrownBy(() -> log.replaceable(id))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageContaining("reading the endpoints again");
        assertThatThrownBy(() -> log.make(made.withState(made.state(), Instant.now())))
                .isInstanceOf(KafkaUnavailableException.class);
    }

    private Answer patch(URI uri, String body) throws Exception {
        return api.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + ApiFixture.KEY)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body))
                        .build());
    }
}
