package dev.hooklane.e2e.fault.receiver;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.installation.Settings;
import dev.hooklane.e2e.judge.Endpoint;
import dev.hooklane.e2e.process.Certificate;
import dev.hooklane.e2e.process.Ports;
import dev.hooklane.e2e.receiver.Http2Receiver;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Servers that restart all the time, and announce it with HTTP/2's GOAWAY. */
final class Goodbyes implements Fault {
    private static final List<String> NAMES = List.of("goodbye_1", "goodbye_2", "goodbye_3");

    /** More than one endpoint has in flight, so that no request is refused twice. */
    private static final int GOODBYE_AT = 20;

    @Override
    public String name() {
        return "goaway";
    }

    @Override
    public String summary() {
        return "a receiver of HTTP/2 refuses the 20th request of each connection with GOAWAY; none of it is an attempt";
    }

    @Override
    public void prepare(Scene scene) throws Exception {
        Certificate certificate = Certificate.make(scene.folder().resolve("rig.p12"));
        // It runs as long as the rig: refused requests may come again after this trial's load.
        Http2Receiver receiver =
                Http2Receiver.start(
                        InetAddress.ofLiteral(Ports.HOST),
                        certificate.server(),
                        scene.receiver(),
                        GOODBYE_AT);
        Settings http2 = scene.instances().common().with("delivery.http2", "true");
        for (Instance instance : scene.instances().all()) {
            scene.restart(instance, http2, certificate.trusting());
        }
        for (String name : NAMES) {
            String path = path(scene, name);
            var _ =
                    scene.makeEndpoint(
                            path, receiver.url(path), Endpoint.Ending.DELIVERED, false, "");
        }
    }

    private static String path(Scene scene, String name) {
        return "/%s/%s".formatted(scene.account(), name);
    }

    @Override
    public void strike(Scene scene) throws Exception {
        scene.pause(Duration.ofSeconds(15));
        for (String name : NAMES) {
            scene.awaitNoAttemptCharged(path(scene, name));
        }
    }

    /** The instances now trust the rig's certificate and speak HTTP/2. */
    @Override
    public boolean spoils() {
        return true;
    }
}
