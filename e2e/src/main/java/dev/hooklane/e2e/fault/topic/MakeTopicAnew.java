package dev.hooklane.e2e.fault.topic;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.installation.Instances;
import dev.hooklane.e2e.installation.Settings;
import dev.hooklane.e2e.process.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/**
 * A topic that is deleted and created again, while the groups still have the offsets of the old
 * one. No record is lost with it, as all of them were done.
 */
final class MakeTopicAnew implements Fault {
    private static final String TOPIC = Instances.PREFIX + "deliveries";
    private static final Duration DONE_WITHIN = Duration.ofSeconds(60);
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);

    @Override
    public String name() {
        return "topic-made-anew";
    }

    @Override
    public String summary() {
        return "all stop, `deliveries` is deleted once it is done and made again, and filled; the"
                + " start must refuse or lose nothing";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        List<Instance> all = scene.instances().all();
        Settings common = scene.instances().common();
        scene.breaking(
                "have no more deliveries made",
                () -> {
                    scene.instances().stopAll();
                    for (Instance instance : all) {
                        scene.instances().start(instance, common.with("roles", "delivery"));
                    }
                });
        Undone undone = new Undone(scene.cluster().rigServers(), Instances.PREFIX + "dispatcher");
        Patience.await(
                "all of " + TOPIC + " is done", DONE_WITHIN, () -> undone.records(TOPIC) == 0);
        scene.breaking(
                "delete " + TOPIC + " and make it again",
                () -> {
                    scene.instances().stopAll();
                    makeAnew(scene);
                });
        Instance fanOut = all.getFirst();
        scene.instances().start(fanOut, common.with("roles", "fan-out"));
        Patience.await(
                "there is something to deliver", STARTED_WITHIN, () -> undone.records(TOPIC) > 0);
        Instance first = all.get(1);
        RefusedStart.of(first, common, "earliest", scene);
        scene.breaking(
                "start the others",
                () -> {
                    var _ = fanOut.stop();
                    for (Instance instance : all) {
                        if (!instance.isRunning()) {
                            scene.instances().start(instance);
                        }
                    }
                });
    }

    private static void makeAnew(Scene scene) throws Exception {
        try (Admin admin = scene.cluster().admin()) {
            var _ = admin.deleteTopics(Set.of(TOPIC)).all().get();
            Patience.await(
                    TOPIC + " is gone",
                    DONE_WITHIN,
                    () -> !admin.listTopics().names().get().contains(TOPIC));
        }
        scene.instances().applyTopics(scene.instances().common());
    }
}
