package dev.hooklane.e2e.fault.topic;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.installation.Instances;
import dev.hooklane.e2e.installation.Settings;
import dev.hooklane.e2e.process.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/** Kafka loses the progress of the consumer groups. */
final class LoseGroupOffsets implements Fault {
    private static final String DISPATCHER = Instances.PREFIX + "dispatcher";
    private static final String FAN_OUT = Instances.PREFIX + "fan-out";

    /**
     * The topics that instances deliver from. In the order of their names, each topic's deliveries
     * move on to a later topic only.
     */
    private static final Predicate<String> OF_LANES =
            Pattern.compile(Pattern.quote(Instances.PREFIX) + "(deliveries|retry|parked).*")
                    .asMatchPredicate();

    private static final Duration DONE_WITHIN = Duration.ofMinutes(2);

    /** Longer than Kafka keeps stopped members. */
    private static final Duration SESSION = Duration.ofSeconds(12);

    @Override
    public String name() {
        return "group-offsets-deleted";
    }

    @Override
    public String summary() {
        return "all instances stop, the groups' offsets are deleted, and the start must refuse or"
                + " deliver nothing twice";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        scene.breaking("lose the groups' offsets", () -> lose(scene));
    }

    /**
     * Stops the fan-out first, so that all deliveries can be finished. Afterwards delivery begins
     * at the end of its topics, and the fan-out at the time when it was stopped.
     */
    private static void lose(Scene scene) throws Exception {
        Instant stopped = Instant.now();
        List<Instance> all = scene.instances().all();
        Settings delivery = scene.instances().common().with("roles", "delivery");
        scene.instances().stopAll();
        for (Instance instance : all) {
            scene.instances().start(instance, delivery);
        }
        awaitDone(scene);
        scene.instances().stopAll();
        Thread.sleep(SESSION);
        try (Admin admin = scene.cluster().admin()) {
            var _ = admin.deleteConsumerGroups(List.of(DISPATCHER, FAN_OUT)).all().get();
        }
        scene.progress("deleted both groups");
        Settings fanOut = scene.instances().common().with("roles", "fan-out");
        RefusedStart.of(all.get(0), delivery, "latest", scene);
        RefusedStart.of(all.get(1), fanOut, stopped.toString(), scene);
        scene.instances().stopAll();
        for (Instance instance : all) {
            scene.instances().start(instance);
        }
    }

    private static void awaitDone(Scene scene) throws Exception {
        List<String> topics;
        try (Admin admin = scene.cluster().admin()) {
            topics = admin.listTopics().names().get().stream().filter(OF_LANES).sorted().toList();
        }
        Undone undone = new Undone(scene.cluster().rigServers(), DISPATCHER);
        for (String topic : topics) {
            Patience.await(
                    "all of " + topic + " is done", DONE_WITHIN, () -> undone.records(topic) == 0);
        }
    }

    @Override
    public boolean spoils() {
        return true;
    }
}
