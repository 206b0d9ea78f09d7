package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.FaultNotPossibleException;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;

/** A rolling upgrade, with both releases working on the same records. */
final class RollingUpgrade implements Fault {
    @Override
    public String name() {
        return "upgrade";
    }

    @Override
    public String summary() {
        return "one instance after the other goes back to the release of --previous, and forward again";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        if (!scene.instances().hasPrevious()) {
            throw new FaultNotPossibleException(
                    "needs another release's jar: ./hooklane e2e --previous REV builds it");
        }
        for (Instance instance : scene.instances().all()) {
            scene.breaking(
                    "take back " + instance.name(),
                    () -> {
                        var _ = instance.stop();
                        scene.instances().startPrevious(instance);
                        instance.awaitReady();
                    });
        }
        for (Instance instance : scene.instances().all()) {
            scene.breaking(
                    "bring forward " + instance.name(),
                    () -> {
                        var _ = instance.stop();
                        scene.instances().start(instance);
                        instance.awaitReady();
                    });
        }
    }
}
