package dev.hooklane.e2e.fault;

import dev.hooklane.e2e.instance.Instance;
import dev.hooklane.e2e.instance.Instances;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Progress that Kafka forgot. */
final class LoseGroupOffsets implements Fault {
    @Override
    public String name() {
        return "group-offsets-deleted";
    }

    @Override
    public String summary() {
        return "all instances stop, the groups' offsets are deleted, and the start must refuse or deliver nothing twice";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        for (Instance instance : scene.instances().all()) {
            var _ = instance.stop();
        }
        Thread.sleep(Duration.ofSeconds(12));
        try (Admin admin = scene.cluster().admin()) {
            var _ =
                    admin.deleteConsumerGroups(
                                    List.of(
                                            Instances.PREFIX + "dispatcher",
                                            Instances.PREFIX + "fan-out"))
                            .all()
                            .get();
        }
        scene.progress("deleted both groups");
        for (Instance instance : scene.instances().all()) {
            scene.instances().start(instance);
        }
        for (Instance instance : scene.instances().all()) {
            instance.awaitReady();
        }
    }

    @Override
    public boolean spoils() {
        return true;
    }
}
