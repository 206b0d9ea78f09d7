package dev.hooklane.e2e.fault.broker;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.kafka.Node;
import java.time.Duration;

/** Brokers that crash, one after the other. */
final class KillBroker implements Fault {
    @Override
    public String name() {
        return "kill-broker";
    }

    @Override
    public String summary() {
        return "each broker in turn is killed (kill -9), and started again after 10 s";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        for (Node broker : scene.cluster().brokers()) {
            scene.breaking(
                    "kill " + broker.name(),
                    () -> {
                        broker.kill();
                        scene.pause(Duration.ofSeconds(10));
                        broker.start();
                    });
        }
    }
}
