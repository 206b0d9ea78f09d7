package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import java.time.Duration;

/** Scaling down to fewer instances, then up again. */
final class Scale implements Fault {
    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String summary() {
        return "three instances become one, and three again";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        scene.breaking(
                "scale 3 to 1 to 3",
                () -> {
                    for (Instance instance : scene.instances().all().subList(1, 3)) {
                        if (!instance.stop()) {
                            throw new IllegalStateException(
                                    instance.name() + " did not stop when asked");
                        }
                    }
                    scene.pause(Duration.ofSeconds(12));
                    for (Instance instance : scene.instances().all().subList(1, 3)) {
                        scene.instances().start(instance);
                    }
                });
    }
}
