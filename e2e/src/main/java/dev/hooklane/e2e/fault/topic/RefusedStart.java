package dev.hooklane.e2e.fault.topic;

import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.installation.Settings;
import dev.hooklane.e2e.process.Patience;
import java.nio.file.Files;
import java.time.Duration;

/** A start after the loss of progress, following the runbook. */
final class RefusedStart {
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);

    private RefusedStart() {}

    /**
     * Starts an instance, and starts it again with {@code begin-at} if that is refused. Returns
     * when it is ready.
     *
     * @param beginAt where to begin in that case
     * @throws IllegalStateException if it ends without naming {@code --begin-at}
     */
    static void of(Instance instance, Settings settings, String beginAt, Scene scene)
            throws Exception {
        long before = Files.size(instance.log());
        scene.instances().start(instance, settings);
        Patience.await(
                instance.name() + " is ready, or ends",
                STARTED_WITHIN,
                () -> !instance.isRunning() || instance.isReady());
        if (instance.isRunning()) {
            scene.progress("%s went on by itself".formatted(instance.name()));
            return;
        }
        String said = Files.readString(instance.log()).substring((int) before);
        if (!said.contains("--begin-at")) {
            throw new IllegalStateException(
                    "%s ended without a word of --begin-at: %s".formatted(instance.name(), said));
        }
        scene.progress(
                "%s refused to start, as it should; begins at %s"
                        .formatted(instance.name(), beginAt));
        scene.instances().start(instance, settings.with("begin-at", beginAt));
        instance.awaitReady();
    }
}
