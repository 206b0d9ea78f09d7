package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;

/** A rolling update to the same release. */
final class RollingRestart implements Fault {
    @Override
    public String name() {
        return "rolling-restart";
    }

    @Override
    public String summary() {
        return "one instance after the other is stopped and started again";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        for (Instance instance : scene.instances().all()) {
            scene.breaking(
                    "restart " + instance.name(),
                    () -> {
                        if (!instance.stop()) {
                            throw new IllegalStateException(
                                    instance.name() + " did not stop when asked");
                        }
                        scene.instances().start(instance);
                        instance.awaitReady();
                    });
        }
    }
}
