package dev.hooklane.e2e.fault.broker;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.kafka.Node;
import java.time.Duration;

/** A power failure of all brokers. */
final class RestartAllBrokers implements Fault {
    @Override
    public String name() {
        return "restart-all-brokers";
    }

    @Override
    public String summary() {
        return "all brokers are killed at once and started again";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        scene.breaking(
                "kill all brokers",
                () -> {
                    for (Node broker : scene.cluster().brokers()) {
                        broker.kill();
                    }
                    scene.pause(Duration.ofSeconds(3));
                    for (Node broker : scene.cluster().brokers()) {
                        broker.start();
                    }
                });
    }
}
