package dev.hooklane.e2e.fault.topic;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.installation.Instances;
import dev.hooklane.e2e.installation.Settings;
import dev.hooklane.e2e.process.Surroundings;
import java.time.Duration;

/** An installation that gets more partitions. */
final class AddPartitions implements Fault {
    @Override
    public String name() {
        return "add-partitions";
    }

    @Override
    public String summary() {
        return "the topics get more partitions while retries wait; all instances restart one by"
                + " one";
    }

    private static final int MORE = 4;

    /** Longer than all steps of the rig's schedule. */
    private static final Duration OLD_ONES_DONE = Duration.ofSeconds(20);

    @Override
    public void strike(Scene scene) throws Exception {
        Settings more =
                scene.instances()
                        .common()
                        .with("topics.partitions", Integer.toString(Instances.PARTITIONS + MORE));
        scene.breaking(
                "add partitions",
                () -> {
                    scene.instances().applyTopics(more);
                    for (Instance instance : scene.instances().all()) {
                        scene.restart(instance, more, Surroundings.NONE);
                    }
                    // Endpoints have moved to other partitions. Until the deliveries waiting in the
                    // old partitions are done, two instances send to the same endpoint, even to one
                    // that asks for order.
                    Thread.sleep(OLD_ONES_DONE);
                });
    }

    @Override
    public boolean spoils() {
        return true;
    }
}
