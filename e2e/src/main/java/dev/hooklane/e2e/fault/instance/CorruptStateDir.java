package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A disk that returns other bytes than were written. */
final class CorruptStateDir implements Fault {
    @Override
    public String name() {
        return "state-dir-corrupted";
    }

    @Override
    public String summary() {
        return "an instance is killed, its files are overwritten with noise, and it is started again";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Instance instance = scene.anyInstance();
        scene.breaking(
                "kill and corrupt " + instance.name(),
                () -> {
                    instance.kill();
                    corrupt(scene, instance.stateDir());
                    scene.instances().start(instance);
                    instance.awaitReady();
                });
    }

    private static void corrupt(Scene scene, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i += 1 + scene.random().nextInt(64)) {
                bytes[i] = (byte) scene.random().nextInt(256);
            }
            Files.write(file, bytes);
        }
        scene.progress("corrupted %d files".formatted(files.size()));
    }
}
