package dev.hooklane.e2e.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port where connections are neither accepted nor refused, as at an address that is gone. */
public final class Blackhole implements Closeable {
    /** More than the system queues for a server that accepts none; further ones get no answer. */
    private static final int CALLERS = 8;

    private final ServerSocket server;
    private final List<SocketChannel> callers = new ArrayList<>();

    private Blackhole(ServerSocket server) {
        this.server = server;
    }

    public static Blackhole at(InetAddress address, int port) throws IOException {
        Blackhole hole = new Blackhole(new ServerSocket(port, 1, address));
        for (int i = 0; i < CALLERS; i++) {
            SocketChannel caller = SocketChannel.open();
            hole.callers.add(caller);
            caller.configureBlocking(false);
            var _ = caller.connect(new InetSocketAddress(address, port));
        }
        return hole;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel caller : callers) {
            caller.close();
        }
        server.close();
    }
}
