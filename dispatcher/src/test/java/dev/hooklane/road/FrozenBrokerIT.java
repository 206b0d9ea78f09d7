package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of the brokers that an instance may ask first accepts connections, and never answers. */
@ExtendWith(Brokers.class)
class FrozenBrokerIT {
    private static final int BACKLOG = 500;

    @Test
    void anInstanceStartsAndDeliversBesideABrokerThatNeverAnswers(Broker broker)
            throws IOException {
        InetAddress host = InetAddress.ofLiteral("127.0.0.1");
        // The machine accepts connections for it, as for a process that is stopped.
        try (ServerSocket frozen = new ServerSocket(0, BACKLOG, host);
                Road road = Road.on(broker)) {
            road.endpoint("*");

            road.start(
                    "one",
                    Map.of(
                            "roles",
                            "fan-out,delivery,control-plane",
                            "kafka.bootstrap.servers",
                            "127.0.0.1:%d,%s"
                                    .formatted(frozen.getLocalPort(), broker.bootstrapServers())));
            road.publish("message.created");
            road.awaitSettled();

            assertThat(road.judge().seen()).isNotEmpty();
        }
    }
}
