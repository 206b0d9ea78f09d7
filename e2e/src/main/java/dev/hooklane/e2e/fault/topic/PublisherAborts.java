package dev.hooklane.e2e.fault.topic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instance;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** API clients that abort half-way through a request. */
final class PublisherAborts implements Fault {
    @Override
    public String name() {
        return "publisher-aborts";
    }

    @Override
    public String summary() {
        return "HTTP clients send half a request to publish and go away, or never end it";
    }

    private static final int CLIENTS = 60;

    @Override
    public void strike(Scene scene) throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                open.add(begin(scene.anyInstance()));
            }
            scene.pause(Duration.ofSeconds(2));
            for (Socket socket : open.subList(0, CLIENTS / 2)) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            scene.pause(Duration.ofSeconds(4));
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static Socket begin(Instance instance) throws IOException {
        URI base = instance.api().base();
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream()
                .write(
                        "POST /v1/events HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\n{\"account\":"
                                .getBytes(US_ASCII));
        return socket;
    }
}
