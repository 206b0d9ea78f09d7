package dev.hooklane.e2e.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Another address of a receiver. Any thread may use it. */
public final class Elsewhere implements Closeable {
    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();

    Elsewhere(ServerSocket server) {
        this.server = server;
    }

    ServerSocket server() {
        return server;
    }

    void connected() {
        connections.incrementAndGet();
    }

    /** Returns the number of connections so far. */
    public int connections() {
        return connections.get();
    }

    /** Stops listening at this address. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
