package dev.hooklane.e2e.fault;

import dev.hooklane.e2e.instance.Instance;
import dev.hooklane.e2e.process.Surroundings;
import java.time.Duration;

/** A container's limit that was set too low. */
final class SmallHeap implements Fault {
    @Override
    public String name() {
        return "small-heap";
    }

    @Override
    public String summary() {
        return "an instance restarts with a heap that is too small for it, then with its own again";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Instance instance = scene.anyInstance();
        scene.breaking(
                "starve " + instance.name(),
                () -> {
                    var _ = instance.stop();
                    scene.instances()
                            .start(
                                    instance,
                                    scene.instances().common(),
                                    Surroundings.options("-Xmx28m"));
                    scene.pause(Duration.ofSeconds(20));
                    scene.progress(
                            instance.isRunning() ? "it still runs" : "it has ended by itself");
                    if (instance.isRunning()) {
                        instance.kill();
                    }
                    scene.instances().start(instance);
                    instance.awaitReady();
                });
    }
}
