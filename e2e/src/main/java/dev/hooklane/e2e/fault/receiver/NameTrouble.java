package dev.hooklane.e2e.fault.receiver;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.FaultNotPossibleException;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.judge.Endpoint;
import dev.hooklane.e2e.process.NameTable;
import dev.hooklane.e2e.process.Patience;
import dev.hooklane.e2e.process.Ports;
import dev.hooklane.e2e.receiver.Blackhole;
import dev.hooklane.e2e.receiver.Elsewhere;
import dev.hooklane.e2e.receiver.Manner;
import dev.hooklane.e2e.receiver.Reply;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Receivers with host names, and a resolver that does not know a name, or returns another address.
 */
final class NameTrouble implements Fault {
    private static final String MOVES = "moves.rig.example";
    private static final String LATE = "late.rig.example";
    private static final String HALF_DEAD = "half-dead.rig.example";

    private static final String HOME = Ports.HOST;
    private static final String NEW_HOME = "127.0.0.2";
    private static final String GRAVE = "127.0.0.3";

    /** Longer than an answer is used without asking again. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private static final Duration MOVED_WITHIN = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public String summary() {
        return "names get no answer for 40 s, another address, a dead address first; none of it is an attempt";
    }

    @Override
    public void prepare(Scene scene) throws Exception {
        NameTable names = names(scene);
        names.set(table(HOME, true));
        for (Instance instance : scene.instances().all()) {
            scene.restart(instance, scene.instances().common(), names.surroundings());
        }
        // A kept connection would be used indefinitely, whatever the resolver says.
        endpoint(scene, MOVES, Reply.closing());
        endpoint(scene, LATE, Reply.OK);
        endpoint(scene, HALF_DEAD, Reply.closing());
        names.set(table(HOME, false));
    }

    private static NameTable names(Scene scene) {
        return new NameTable(scene.folder().resolve("names"));
    }

    private static Map<String, List<String>> table(String home, boolean late) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put(MOVES, List.of(home));
        names.put(HALF_DEAD, List.of(GRAVE, HOME));
        if (late) {
            names.put(LATE, List.of(HOME));
        }
        return names;
    }

    private static String path(Scene scene, String host) {
        return "/%s/%s".formatted(scene.account(), host);
    }

    private static void endpoint(Scene scene, String host, Reply reply)
            throws IOException, InterruptedException {
        String path = path(scene, host);
        URI numbered = scene.receiver().url(path, Manner.always(reply));
        URI named = URI.create("http://%s:%d%s".formatted(host, numbered.getPort(), path));
        var _ = scene.makeEndpoint(path, named, Endpoint.Ending.DELIVERED, false, "");
    }

    @Override
    public void strike(Scene scene) throws Exception {
        NameTable names = names(scene);
        // Both stay in place until everything is settled.
        Elsewhere moved = listenElsewhere(scene);
        try (Blackhole _ = Blackhole.at(InetAddress.ofLiteral(GRAVE), scene.receiver().port())) {
            scene.pause(Duration.ofSeconds(3));
            scene.progress("no name has an answer any more");
            names.set(Map.of());
            Thread.sleep(SILENCE);
            scene.progress("each name has one, one another");
            names.set(table(NEW_HOME, true));
            Patience.await(
                    "requests come to the new address",
                    MOVED_WITHIN,
                    () -> moved.connections() > 0);
            scene.pause(Duration.ofSeconds(5));
            scene.awaitNoAttemptCharged(path(scene, LATE));
        }
    }

    private static Elsewhere listenElsewhere(Scene scene)
            throws IOException, FaultNotPossibleException {
        try {
            return scene.receiver().listenAt(InetAddress.ofLiteral(NEW_HOME));
        } catch (BindException e) {
            throw new FaultNotPossibleException(
                    "needs %s as an address of this machine: %s"
                            .formatted(NEW_HOME, e.getMessage()));
        }
    }

    /** The instances now use the table. */
    @Override
    public boolean spoils() {
        return true;
    }
}
