package dev.hooklane.e2e.fault;

import dev.hooklane.e2e.instance.Instance;

/** Both releases at work beside each other, on the same records. */
final class RollingUpgrade implements Fault {
    @Override
    public String name() {
        return "upgrade";
    }

    @Override
    public String summary() {
        return "one instance after the other goes back to the jar of --previous-jar, and forward again";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        for (Instance instance : scene.instances().all()) {
            scene.breaking(
                    "take back " + instance.name(),
                    () -> {
                        var _ = instance.stop();
                        if (!scene.instances().startPrevious(instance)) {
                            scene.instances().start(instance);
                            throw new FaultNotPossibleException("no --previous-jar was given");
                        }
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
