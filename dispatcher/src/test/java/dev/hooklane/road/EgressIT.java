package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptWait;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.http.SampleProxy;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way out, from an event to the customer's server. */
@ExtendWith(Brokers.class)
class EgressIT {
    private static final String TYPE = "message.created";

    @Test
    void whileTheProxyIsDownDeliveriesWaitAndNoAttemptIsUsed(Broker broker) throws Exception {
        int port = freePort();
        Map<String, String> proxied = Map.of("egress.proxy", "http://127.0.0.1:" + port);
        try (Road road = Road.on(broker, proxied)) {
            Endpoint endpoint = road.endpoint("*");
            road.start("one");

            Event event = road.publish(TYPE);
            Awaitility.await()
                    .until(() ->
                            !road.records()
                                    .on(road.topics().parkedTopicList().getFirst().name())
                                    .isEmpty());
            int before = road.customer().count();
            try (SampleProxy proxy = SampleProxy.tunnelling(port)) {
                road.awaitSettled();

                road.judge();
                DeliveryHistory history = road.history(event, endpoint);
                assertThat(before).isZero();
                assertThat(history.attempts()).hasSize(1);
                assertThat(history.attempts().getFirst().waited().map(AttemptWait::reason))
                        .hasValue("proxy");
                assertThat(proxy.heads()).isNotEmpty();
            }
        }
    }

    /** A public address, which the proxy leads to this machine. */
    @Test
    void manyEndpointsDoNotFloodOneHost(Broker broker) throws Exception {
        int most = 4;
        try (Road road = Road.on(broker)) {
            int port = road.customer().url("").getPort();
            List<Endpoint> flood = new ArrayList<>();
            Script slow = Script.always(Reply.OK.after(Duration.ofMillis(50)));
            for (int i = 0; i < 12; i++) {
                Endpoint endpoint =
                        road.endpoints()
                                .make(
                                        Road.ACCOUNT,
                                        id -> URI.create("http://93.184.216.34:" + port + "/" + id),
                                        "*");
                road.customer().answer(endpoint.id(), slow);
                flood.add(endpoint);
            }
            Endpoint own = road.endpoint("*");
            road.customer().answer(own.id(), slow);
            try (SampleProxy proxy = SampleProxy.tunnellingTo(port)) {
                road.start(
                        "one",
                        Map.of(
                                "egress.proxy",
                                proxy.url(),
                                "egress.in-flight-per-domain",
                                Integer.toString(most)));

                road.publish(TYPE, 20);
                road.awaitSettled();

                road.judge();
                List<SeenAttempt> seen = new ArrayList<>();
                flood.forEach(each -> seen.addAll(road.customer().seen(each.id())));
                assertThat(seen).hasSize(12 * 20);
                assertThat(MostAtOnce.of(seen)).isLessThanOrEqualTo(most);
                assertThat(MostAtOnce.of(road.customer().seen(own.id()))).isGreaterThan(most);
                assertThat(seen).allMatch(each -> each.attempt() == 1);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
