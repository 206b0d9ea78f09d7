package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.installation.Settings;
import dev.hooklane.e2e.process.Surroundings;
import java.time.Duration;

/** A change of the retry schedule, and its reversal. */
final class ChangeSchedule implements Fault {
    /** The same number of attempts as before, and none sooner, so that the same judges apply. */
    private static final String CHANGED = "0s,1s,3s,4s";

    private static final String ADDED = "3s";

    @Override
    public String name() {
        return "schedule-changed";
    }

    @Override
    public String summary() {
        return "a step is taken out of the schedule and another put in while retries wait; restarts one by one, then back";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Settings changed = scene.instances().common().with("retry.schedule", CHANGED);
        scene.instances().applyTopics(changed);
        scene.books().addStep(ADDED);
        restartAll(scene, "another", changed);
        scene.pause(Duration.ofSeconds(5));
        restartAll(scene, "its former", scene.instances().common());
    }

    private static void restartAll(Scene scene, String which, Settings settings) throws Exception {
        for (Instance instance : scene.instances().all()) {
            scene.breaking(
                    "give %s %s schedule".formatted(instance.name(), which),
                    () -> scene.restart(instance, settings, Surroundings.NONE));
        }
    }
}
