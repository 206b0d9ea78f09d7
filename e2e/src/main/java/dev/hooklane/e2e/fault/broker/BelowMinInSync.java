package dev.hooklane.e2e.fault.broker;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.kafka.Node;
import java.time.Duration;

/** Partition leaders that are lost together with their followers. */
final class BelowMinInSync implements Fault {
    @Override
    public String name() {
        return "below-min-in-sync";
    }

    @Override
    public String summary() {
        return "two of three brokers are killed: no partition has its minimum of replicas for 10 s";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        int spared = scene.random().nextInt(scene.cluster().brokers().size());
        scene.breaking(
                "kill all brokers but one",
                () -> {
                    for (Node broker : scene.cluster().brokers()) {
                        if (!broker.equals(scene.cluster().brokers().get(spared))) {
                            broker.kill();
                        }
                    }
                    scene.pause(Duration.ofSeconds(10));
                    for (Node broker : scene.cluster().brokers()) {
                        if (!broker.equals(scene.cluster().brokers().get(spared))) {
                            broker.start();
                        }
                    }
                });
    }
}
