package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hooklane.api.ApiStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A start that fails at its last part, when all others are running. */
@ExtendWith(Brokers.class)
class HalfStartedIT {
    /** The broker in this JVM has threads of its own. */
    private static final List<String> OF_INSTANCES =
            List.of("hooklane", "kafka-producer-", "kafka-coordinator-", "kafka-admin-");

    @Test
    void nothingThatWasStartedIsLeftRunning(Broker broker) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Road road =
                        Road.on(
                                broker,
                                Map.of(
                                        "roles", "fan-out,delivery,control-plane",
                                        "api.host", "127.0.0.1",
                                        "api.port", Integer.toString(taken.getLocalPort())))) {
            Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

            assertThatThrownBy(() -> road.start("half")).isInstanceOf(ApiStartException.class);

            await().untilAsserted(() -> assertThat(ofInstances(before)).isEmpty());
        }
    }

    private static Set<String> ofInstances(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> OF_INSTANCES.stream().anyMatch(name::contains))
                .collect(Collectors.toSet());
    }
}
