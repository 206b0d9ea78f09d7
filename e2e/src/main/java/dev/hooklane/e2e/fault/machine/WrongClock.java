package dev.hooklane.e2e.fault.machine;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.kafka.Node;
import dev.hooklane.e2e.process.FakeClock;
import dev.hooklane.e2e.process.Surroundings;
import java.time.Duration;

/**
 * A machine whose clock is wrong.
 *
 * @param broker whether it is a broker's clock, rather than an instance's
 * @param by ahead of the true time; negative if behind
 */
record WrongClock(boolean broker, Duration by) implements Fault {
    private static final Duration LENGTH = Duration.ofSeconds(20);

    @Override
    public String name() {
        return (broker ? "broker-clock-" : "clock-") + (by.isNegative() ? "behind" : "ahead");
    }

    @Override
    public String summary() {
        return "%s restarts with a clock that is %d min %s, and after 20 s with the right one"
                .formatted(
                        broker ? "a broker" : "an instance",
                        by.abs().toMinutes(),
                        by.isNegative() ? "behind" : "ahead");
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Surroundings wrong = FakeClock.by(by);
        if (broker) {
            Node node = scene.anyBroker();
            scene.breaking(
                    "give %s a wrong clock".formatted(node.name()), () -> restart(node, wrong));
            scene.pause(LENGTH);
            scene.breaking(
                    "give %s the right clock".formatted(node.name()),
                    () -> restart(node, Surroundings.NONE));
        } else {
            Instance instance = scene.anyInstance();
            scene.breaking(
                    "give %s a wrong clock".formatted(instance.name()),
                    () -> scene.restart(instance, scene.instances().common(), wrong));
            scene.pause(LENGTH);
            scene.breaking(
                    "give %s the right clock".formatted(instance.name()),
                    () -> scene.restart(instance, scene.instances().common(), Surroundings.NONE));
        }
    }

    private static void restart(Node node, Surroundings surroundings) throws Exception {
        node.stop();
        node.start(surroundings);
    }
}
