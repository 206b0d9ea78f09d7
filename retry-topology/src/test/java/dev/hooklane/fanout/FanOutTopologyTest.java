package dev.hooklane.fanout;

import static dev.hooklane.fanout.FanOutDriver.EVENT;
import static dev.hooklane.fanout.FanOutDriver.NOW;
import static dev.hooklane.fanout.FanOutDriver.OTHER;
import static dev.hooklane.fanout.FanOutDriver.filtered;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.event.EventId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which endpoints get an event. */
final class FanOutTopologyTest {
    private final FanOutDriver fanOut;

    FanOutTopologyTest(@TempDir Path stateDir) {
        fanOut = new FanOutDriver(stateDir);
    }

    @AfterEach
    void close() {
        fanOut.close();
    }

    @Test
    void theTopologyIsTheOneThatIsWrittenDown() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/fan-out-topology.txt")) {
            assertThat(fanOut.topology.describe().toString().strip())
                    .isEqualTo(new String(golden.readAllBytes(), UTF_8).strip());
        }
    }

    @Test
    void anEventBecomesOneDeliveryForEachEndpointThatAsks() {
        Endpoint exact = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "message.created"));
        Endpoint all = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 2, "*"));
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 3, "bot.*"));
        fanOut.put(Endpoints.of(OTHER, 4, "*"));

        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.delivered())
                .extracting(Delivery::endpoint)
                .containsExactlyInAnyOrder(exact.id(), all.id());
        assertThat(fanOut.accepted).containsExactly(2);
    }

    @Test
    void anEndpointThatIsReadOfOnlyNowGetsTheEvent() {
        Endpoint made = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        fanOut.beforeEndpointsAreAsked = () -> fanOut.directory.put(made);

        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.delivered()).extracting(Delivery::endpoint).containsExactly(made.id());
    }

    @Test
    void aFilterLeavesOutWhatItsEndpointDoesNotWant() {
        Endpoint wanting = fanOut.put(filtered(1, "{\"field\":\"/n\",\"atLeast\":1}", "message.*"));
        fanOut.put(filtered(2, "{\"field\":\"/n\",\"atLeast\":2}", "message.*"));
        Endpoint all = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 3, "*"));

        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.delivered())
                .extracting(Delivery::endpoint)
                .containsExactlyInAnyOrder(wanting.id(), all.id());
        assertThat(fanOut.accepted).containsExactly(2);
        assertThat(fanOut.filtered).containsExactly(1);
    }

    @Test
    void hooklanesOwnEventsAreNotFiltered() {
        fanOut.put(filtered(1, "{\"field\":\"/n\",\"equals\":1}", "endpoint.*"));

        fanOut.publishOwn(
                Endpoints.ACCOUNT,
                EVENT.replace("message.created", "endpoint.failing").replace("1}", "2}"));

        assertThat(fanOut.delivered()).hasSize(1);
    }

    @Test
    void anErasedEventIsNotFannedOutAgain() {
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        erase(Optional.of(new EventId("evt_1")), Instant.EPOCH);

        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.deliveries.isEmpty()).isTrue();
        assertThat(fanOut.rejections.isEmpty()).isTrue();
    }

    @Test
    void nothingOfAnErasedAccountGoesOnNorIsItRejected() {
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        erase(Optional.empty(), NOW);

        fanOut.publish("acct_1", EVENT);
        fanOut.publish("acct_1", "no JSON");

        assertThat(fanOut.deliveries.isEmpty()).isTrue();
        assertThat(fanOut.rejections.isEmpty()).isTrue();
    }

    @Test
    void anAccountThatIsUsedAnewAfterItsErasureGetsItsEvents() {
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        erase(Optional.empty(), NOW.minusMillis(1));

        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.delivered()).hasSize(1);
    }

    private void erase(Optional<EventId> event, Instant erasedAt) {
        ErasureId id = new ErasureId("ers_0123456789abcdef");
        Erasure erasure =
                new Erasure(
                        id, Endpoints.ACCOUNT, event, erasedAt, "one", Optional.empty(), List.of());
        fanOut.erasures.follow(ErasureCodec.key(id), ErasureCodec.write(erasure));
    }

    @Test
    void aRepeatedEventMakesTheSameDelivery() {
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));

        fanOut.publish("acct_1", EVENT);
        fanOut.publish("acct_1", EVENT);

        List<Delivery> both = fanOut.delivered();
        assertThat(both).hasSize(2);
        assertThat(both.getFirst().id()).isEqualTo(both.getLast().id());
    }

    @Test
    void anEventThatNobodyAsksForIsAccepted() {
        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.deliveries.isEmpty()).isTrue();
        assertThat(fanOut.rejections.isEmpty()).isTrue();
        assertThat(fanOut.accepted).containsExactly(0);
    }

    @Test
    void aThousandAndOneEndpointsAllGetIt() {
        for (int i = 0; i < 1_001; i++) {
            fanOut.put(Endpoints.of(Endpoints.ACCOUNT, i, "message.*"));
        }

        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.delivered())
                .extracting(Delivery::endpoint)
                .doesNotHaveDuplicates()
                .hasSize(1_001);
    }

    @Test
    void aDeletedEndpointGetsNothing() {
        Endpoint endpoint = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        fanOut.endpoints.pipeInput(
                EndpointCodec.key(endpoint.account(), endpoint.id()), (byte[]) null);

        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.deliveries.isEmpty()).isTrue();
        assertThat(fanOut.directory.wasDeleted(endpoint.id())).isTrue();
    }

    @Test
    void aPausedEndpointStillGetsItsDeliveries() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        fanOut.put(endpoint.withState(new dev.hooklane.endpoint.EndpointState.Paused(), NOW));

        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.delivered()).hasSize(1);
    }

    @Test
    void anUnreadableEndpointGetsItsDeliveryToBeHeldAndTheOthersGoOn() {
        fanOut.endpoints.pipeInput(
                "acct_1/ep_0000000000000000".getBytes(UTF_8), "{".getBytes(UTF_8));
        fanOut.endpoints.pipeInput("nonsense".getBytes(UTF_8), (byte[]) null);
        Endpoint readable = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));

        fanOut.publish("acct_1", EVENT);

        assertThat(fanOut.delivered())
                .extracting(Delivery::endpoint)
                .containsExactlyInAnyOrder(new EndpointId("ep_0000000000000000"), readable.id());
    }

    @Test
    void ownWritesCanBeWaitedFor() throws InterruptedException {
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));

        assertThat(fanOut.feed.await(0, 0, Duration.ofSeconds(1))).isTrue();
        assertThat(fanOut.feed.await(0, 1, Duration.ofMillis(1))).isFalse();
    }
}
