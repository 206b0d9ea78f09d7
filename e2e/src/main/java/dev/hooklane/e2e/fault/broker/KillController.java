package dev.hooklane.e2e.fault.broker;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.kafka.Node;
import java.time.Duration;

/** A cluster without a controller. */
final class KillController implements Fault {
    @Override
    public String name() {
        return "kill-controller";
    }

    @Override
    public String summary() {
        return "the controller is killed and started again after 5 s";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Node controller = scene.cluster().controller();
        scene.breaking(
                "kill the controller",
                () -> {
                    controller.kill();
                    scene.pause(Duration.ofSeconds(5));
                    controller.start();
                });
    }
}
