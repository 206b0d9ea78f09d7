package dev.hooklane.e2e.fault.machine;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.kafka.Node;
import dev.hooklane.e2e.process.SmallDisk;
import java.time.Duration;

/**
 * A completely full disk.
 *
 * @param broker whether it is a broker's disk, rather than an instance's
 */
record FullDisk(boolean broker) implements Fault {
    private static final long ROOM_BYTES = 32 * 1024 * 1024L;
    private static final Duration LENGTH = Duration.ofSeconds(15);

    @Override
    public String name() {
        return broker ? "full-disk-broker" : "full-disk-instance";
    }

    @Override
    public String summary() {
        return "the disk of %s is full to the last byte for 15 s; it is started again if it ends"
                .formatted(broker ? "a broker" : "an instance");
    }

    @Override
    public void strike(Scene scene) throws Exception {
        if (broker) {
            strike(scene, scene.anyBroker());
        } else {
            strike(scene, scene.anyInstance());
        }
    }

    private static void strike(Scene scene, Node node) throws Exception {
        scene.breaking(
                "fill the disk of " + node.name(),
                () -> {
                    node.stop();
                    try (SmallDisk disk = smallDisk(node)) {
                        node.start(disk.surroundings());
                        scene.cluster().awaitWhole();
                        disk.fill(LENGTH);
                        scene.progress(said(node.isAlive()));
                        disk.free();
                        if (!node.isAlive()) {
                            node.start(disk.surroundings());
                        }
                        scene.cluster().awaitWhole();
                        node.stop();
                    }
                    node.start();
                });
    }

    /** Creates the small disk; if that is impossible, starts the node again. */
    private static SmallDisk smallDisk(Node node) throws Exception {
        try {
            return node.smallDisk(ROOM_BYTES);
        } catch (Exception e) {
            node.start();
            throw e;
        }
    }

    private static void strike(Scene scene, Instance instance) throws Exception {
        scene.breaking(
                "fill the disk of " + instance.name(),
                () -> {
                    var _ = instance.stop();
                    try (SmallDisk disk = smallDisk(scene, instance)) {
                        scene.instances()
                                .start(instance, scene.instances().common(), disk.surroundings());
                        instance.awaitReady();
                        scene.progress("full");
                        disk.fill(LENGTH);
                        scene.progress(said(instance.isRunning()));
                        disk.free();
                        if (!instance.isRunning()) {
                            scene.instances()
                                    .start(
                                            instance,
                                            scene.instances().common(),
                                            disk.surroundings());
                        }
                        instance.awaitReady();
                        scene.pause(Duration.ofSeconds(3));
                        var _ = instance.stop();
                    }
                    scene.instances().start(instance);
                    instance.awaitReady();
                });
    }

    private static SmallDisk smallDisk(Scene scene, Instance instance) throws Exception {
        try {
            return instance.smallDisk(ROOM_BYTES);
        } catch (Exception e) {
            scene.instances().start(instance);
            throw e;
        }
    }

    private static String said(boolean runs) {
        return runs ? "it still runs on its full disk" : "it has ended by itself on its full disk";
    }
}
