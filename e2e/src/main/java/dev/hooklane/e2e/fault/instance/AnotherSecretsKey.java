package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import java.time.Duration;

/** An instance that starts with the wrong secrets key. */
final class AnotherSecretsKey implements Fault {
    @Override
    public String name() {
        return "another-secrets-key";
    }

    @Override
    public String summary() {
        return "an instance comes back with another secrets key, which it must refuse or do no harm with";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Instance instance = scene.anyInstance();
        scene.breaking(
                "start %s with another key".formatted(instance.name()),
                () -> {
                    var _ = instance.stop();
                    scene.instances()
                            .start(
                                    instance,
                                    scene.instances()
                                            .common()
                                            .with(
                                                    "secrets.key",
                                                    scene.instances().newSecretsKey()));
                    scene.pause(Duration.ofSeconds(15));
                    if (instance.isRunning()) {
                        instance.kill();
                    }
                    scene.instances().start(instance);
                    instance.awaitReady();
                });
    }
}
