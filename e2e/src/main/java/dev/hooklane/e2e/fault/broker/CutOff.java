package dev.hooklane.e2e.fault.broker;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.kafka.CuttingProxy;
import java.time.Duration;

/** A network that is cut in one place: no instance reaches one of the brokers. */
final class CutOff implements Fault {
    @Override
    public String name() {
        return "cut-off";
    }

    @Override
    public String summary() {
        return "no instance reaches one of the brokers for 15 s, while the brokers reach each other";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        CuttingProxy proxy = scene.any(scene.cluster().proxies());
        scene.breaking(
                "cut the way to a broker",
                () -> {
                    proxy.cut();
                    scene.pause(Duration.ofSeconds(15));
                    proxy.mend();
                });
    }
}
