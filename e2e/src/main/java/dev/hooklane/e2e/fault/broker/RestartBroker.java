package dev.hooklane.e2e.fault.broker;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.kafka.Node;

/** An orderly restart of a broker, as for an update. */
final class RestartBroker implements Fault {
    @Override
    public String name() {
        return "restart-broker";
    }

    @Override
    public String summary() {
        return "a broker is stopped in an orderly way and started again";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Node broker = scene.anyBroker();
        scene.breaking(
                "restart " + broker.name(),
                () -> {
                    broker.stop();
                    broker.start();
                });
    }
}
