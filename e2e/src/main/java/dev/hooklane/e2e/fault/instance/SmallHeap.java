package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.process.Surroundings;
import java.time.Duration;
import java.util.List;

/** A container whose memory limit is too low. */
final class SmallHeap implements Fault {
    /** Tried in turn, until a heap is too small. */
    private static final List<Integer> MEBIBYTES = List.of(28, 20, 14);

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
                    for (int mebibytes : MEBIBYTES) {
                        if (endsWith(mebibytes, instance, scene)) {
                            break;
                        }
                    }
                    scene.instances().start(instance);
                    instance.awaitReady();
                });
    }

    /** Reports whether the instance ended by itself, which is better than running badly. */
    private static boolean endsWith(int mebibytes, Instance instance, Scene scene)
            throws Exception {
        scene.instances()
                .start(
                        instance,
                        scene.instances().common(),
                        Surroundings.options("-Xmx" + mebibytes + "m"));
        scene.pause(Duration.ofSeconds(20));
        if (!instance.isRunning()) {
            scene.progress("with %d MiB it ended by itself".formatted(mebibytes));
            return true;
        }
        scene.progress("with %d MiB it still runs".formatted(mebibytes));
        instance.kill();
        return false;
    }
}
