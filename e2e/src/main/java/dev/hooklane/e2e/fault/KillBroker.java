package dev.hooklane.e2e.fault;

import dev.hooklane.e2e.kafka.Node;
import java.time.Duration;

/** A broker's crash. */
final class KillBroker implements Fault {
    @Override
    public String name() {
        return "kill-broker";
    }

    @Override
    public String summary() {
        return "a broker is killed (kill -9), and started again after 10 s";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Node broker = scene.anyBroker();
        scene.breaking(
                "kill " + broker.name(),
                () -> {
                    broker.kill();
                    scene.pause(Duration.ofSeconds(10));
                    broker.start();
                });
    }
}
