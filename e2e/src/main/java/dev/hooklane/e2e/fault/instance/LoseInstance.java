package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import java.time.Duration;

/** A machine that dies, so that the others have to take over its work. */
final class LoseInstance implements Fault {
    /** Longer than Kafka takes to give up a member, and the others to resume its partitions. */
    private static final Duration AWAY = Duration.ofSeconds(18);

    @Override
    public String name() {
        return "lose-instance";
    }

    @Override
    public String summary() {
        return "each instance in turn is killed (kill -9), and stays away until others have taken"
                + " over";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        for (Instance instance : scene.instances().all()) {
            scene.breaking(
                    "lose " + instance.name(),
                    () -> {
                        instance.kill();
                        scene.pause(AWAY);
                        scene.instances().start(instance);
                        instance.awaitReady();
                    });
        }
    }
}
