package dev.hooklane.e2e.fault.broker;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.kafka.Node;
import java.time.Duration;

/** A broker that is up but answers nobody. */
record FreezeBroker(Duration length) implements Fault {
    @Override
    public String name() {
        return "freeze-broker";
    }

    @Override
    public String summary() {
        return "a broker is frozen (SIGSTOP) for %d s and wakes up".formatted(length.toSeconds());
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Node broker = scene.anyBroker();
        scene.breaking(
                "freeze " + broker.name(),
                () -> {
                    broker.freeze();
                    Thread.sleep(length);
                    broker.thaw();
                });
    }
}
