package dev.hooklane.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.edge.PeerClient;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.ListenerUrl;
import dev.hooklane.http.HttpSettings;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.peer.PeerTokens;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ListenerSenderTest {
    private static final String SELF = "127.0.0.1:1";
    private static final Delivery DELIVERY = LaneFixtures.delivery("evt_1");

    private final Listeners listeners = new Listeners();
    private final Attempt overHttp =
            LaneFixtures.attempt(1, new AttemptOutcome.Success(204, "over HTTP"));

    private ListenerSender sender(Duration timeout) {
        PeerTokens tokens =
                new PeerTokens(
                        DerivedKeys.of(SecretKeys.generate()).of(KeyPurpose.LISTENERS),
                        SELF,
                        InstantSource.system(),
                        new Random());
        return new ListenerSender(
                (_, _) -> overHttp,
                HttpSettings.defaults("test").withTimeouts(timeout, timeout),
                listeners,
                new HolderCalls(tokens, new PeerClient(Optional.empty())),
                InstantSource.fixed(LaneFixtures.NOW));
    }

    private static Endpoint endpoint(String holder) {
        Endpoint known = LaneFixtures.endpoint(new EndpointState.Enabled());
        return new Endpoint(
                known.id(),
                known.account(),
                ListenerUrl.of(holder),
                known.description(),
                known.eventTypes(),
                known.headers(),
                known.settings(),
                known.state(),
                known.secrets(),
                known.createdAt(),
                known.updatedAt());
    }

    @Test
    void theStreamGetsTheRequestThatAnEndpointWouldGet() throws InterruptedException {
        Listener listener = listeners.open(LaneFixtures.ENDPOINT, LaneFixtures.ACCOUNT);
        JsonNode[] request = new JsonNode[1];
        Thread client =
                Thread.startVirtualThread(() -> {
                    Listener.Waiting next = take(listener);
                    request[0] = JsonMapper.shared().readTree(next.handOver().json());
                    listener.answer(
                            next.id(),
                            ListenerAnswer.read(
                                    JsonMapper.shared()
                                            .readTree("{\"status\":200,\"body\":\"ok\"}")));
                });

        Attempt attempt = sender(Duration.ofSeconds(5)).send(DELIVERY, endpoint(SELF));

        client.join();
        assertThat(attempt.outcome()).isEqualTo(new AttemptOutcome.Success(200, "ok"));
        assertThat(attempt.startedAt()).isEqualTo(LaneFixtures.NOW);
        assertThat(Base64.getDecoder().decode(request[0].path("body").asString()))
                .isEqualTo(DELIVERY.payload().bytes());
        String headers = request[0].path("headers").toString();
        assertThat(headers)
                .contains("[\"Content-Type\",\"application/json\"]")
                .contains("[\"X-MGA-Signature\",\"sha256=")
                .contains("[\"webhook-id\",\"evt_1\"]")
                .contains("[\"webhook-signature\",\"v1,")
                .contains("[\"X-MGA-Attempt\",\"1\"]");
        assertThat(headers.getBytes(UTF_8)).hasSizeLessThan(2_000);
    }

    private static Listener.Waiting take(Listener listener) {
        try {
            return listener.next(Duration.ofSeconds(5)).orElseThrow();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClientThatNeverAnswersTimesOut() {
        listeners.open(LaneFixtures.ENDPOINT, LaneFixtures.ACCOUNT);

        Attempt attempt = sender(Duration.ofSeconds(1)).send(DELIVERY, endpoint(SELF));

        assertThat(attempt.outcome())
                .isEqualTo(
                        new AttemptOutcome.NoResponse(
                                ErrorKind.TIMEOUT, "the listener gave no answer within 1000 ms"));
    }

    @Test
    void withoutAStreamTheDeliveryWaits() {
        assertThatThrownBy(() -> sender(Duration.ofSeconds(1)).send(DELIVERY, endpoint(SELF)))
                .isInstanceOf(NotAttemptedException.class)
                .hasMessageContaining("no stream of ep_0123456789abcdef is open here");
    }

    @Test
    void ifTheInstanceWithTheStreamIsGoneTheDeliveryWaits() {
        assertThatThrownBy(
                        () -> sender(Duration.ofSeconds(1)).send(DELIVERY, endpoint("127.0.0.1:2")))
                .isInstanceOf(NotAttemptedException.class)
                .hasMessageContaining("127.0.0.1:2");
    }

    @Test
    void otherEndpointsAreCalledOverHttp() {
        Endpoint other = LaneFixtures.endpoint(new EndpointState.Enabled());

        assertThat(sender(Duration.ofSeconds(1)).send(DELIVERY, other)).isEqualTo(overHttp);
    }
}
