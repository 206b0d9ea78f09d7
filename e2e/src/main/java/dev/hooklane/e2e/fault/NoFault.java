package dev.hooklane.e2e.fault;

import java.time.Duration;

/** No fault: promises that hold here must hold under every fault. */
public final class NoFault implements Fault {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public String summary() {
        return "nothing is broken";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        scene.pause(Duration.ofSeconds(5));
    }
}
