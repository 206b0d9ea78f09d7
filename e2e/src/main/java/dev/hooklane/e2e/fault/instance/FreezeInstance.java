package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import java.time.Duration;

/** A machine that pauses, as during a snapshot or a swap storm. */
record FreezeInstance(Duration length) implements Fault {
    @Override
    public String name() {
        return "freeze-" + length.toSeconds() + "s";
    }

    @Override
    public String summary() {
        return "an instance is frozen (SIGSTOP) for %d s and wakes up"
                .formatted(length.toSeconds());
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Instance instance = scene.anyInstance();
        scene.breaking(
                "freeze " + instance.name(),
                () -> {
                    instance.freeze();
                    Thread.sleep(length);
                    instance.thaw();
                });
    }
}
