package dev.hooklane.command.dev;

import dev.hooklane.config.StartRefusedException;
import dev.hooklane.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds obstacles to {@code hooklane dev} before anything is started. */
final class DevGuards {
    private static final String BROKER = "kafka.server.KafkaRaftServer";

    private DevGuards() {}

    /**
     * Checks that Kafka's broker is in the jar: production's jar has none.
     *
     * @throws StartRefusedException naming the jar that has it
     */
    static void checkBroker() {
        checkBroker(BROKER);
    }

    static void checkBroker(String broker) {
        try {
            Class.forName(broker, false, DevGuards.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new StartRefusedException(
                    List.of(
                            "this jar has no Kafka broker for `dev`; hooklane-dev-VERSION.jar of"
                                    + " the same release has it"),
                    e);
        }
    }

    /**
     * Locks the folder for this process, until the channel is closed or the process ends.
     *
     * @throws StartRefusedException if another process holds the lock
     */
    static FileChannel lock(DevFolder folder) {
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // This process already holds the lock, so the folder is taken as well.
            }
            if (lock == null) {
                channel.close();
                throw new StartRefusedException(
                        List.of(
                                "another `hooklane dev` runs in this folder (%s is in use)"
                                        .formatted(folder)));
            }
            return channel;
        } catch (IOException e) {
            throw new StartRefusedException(
                    List.of("folder %s can't be used: %s".formatted(folder, e)), e);
        }
    }

    /**
     * Checks that nothing else listens on the ports.
     *
     * @throws StartRefusedException naming each port that is taken, and its flag
     */
    static void checkPorts(DevSettings settings) {
        List<String> taken = new ArrayList<>();
        Map<Integer, String> flags = new HashMap<>();
        new TreeMap<>(settings.ports())
                .forEach((flag, port) -> {
                    String other = flags.put(port, flag);
                    if (other != null) {
                        taken.add(
                                "port %d is given to both %s and %s".formatted(port, other, flag));
                    } else if (LoopbackPort.isTaken(port)) {
                        taken.add(
                                "port %d is taken by another process: choose one with %s"
                                        .formatted(port, flag));
                    }
                });
        if (!taken.isEmpty()) {
            throw new StartRefusedException(taken);
        }
    }
}
