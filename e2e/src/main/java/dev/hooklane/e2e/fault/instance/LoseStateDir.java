package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;

/** A machine that is replaced by one with an empty disk. */
final class LoseStateDir implements Fault {
    @Override
    public String name() {
        return "state-dir-deleted";
    }

    @Override
    public String summary() {
        return "an instance is killed and comes back with an empty disk";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Instance instance = scene.anyInstance();
        scene.breaking(
                "kill and empty " + instance.name(),
                () -> {
                    instance.kill();
                    instance.loseDisk();
                    scene.instances().start(instance);
                    instance.awaitReady();
                });
    }
}
