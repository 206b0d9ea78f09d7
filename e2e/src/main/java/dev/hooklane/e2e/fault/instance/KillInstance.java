package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import java.time.Duration;

/** An instance that crashes. */
final class KillInstance implements Fault {
    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String summary() {
        return "an instance is killed (kill -9) and started again, twice";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        for (int times = 0; times < 2; times++) {
            Instance instance = scene.anyInstance();
            scene.breaking(
                    "kill " + instance.name(),
                    () -> {
                        instance.kill();
                        scene.pause(Duration.ofMillis(500));
                        scene.instances().start(instance);
                        instance.awaitReady();
                    });
        }
    }
}
