package dev.hooklane.bench.attacker;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that takes everything and answers nothing, for as long as its process runs. */
final class Decoy {
    private static final int BACKLOG = 1_000;

    private Decoy() {}

    /** Opens one, and returns its port. */
    static int open() throws IOException {
        ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofPlatform().daemon().start(() -> accept(server));
        return server.getLocalPort();
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> swallow(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void swallow(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Whoever attacks leaves as it likes.
        }
    }
}
