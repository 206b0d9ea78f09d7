package dev.hooklane.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A port of this machine, each of whose connections is served by a thread of its own. */
final class ServedPort implements AutoCloseable {
    private final ServerSocket listening;
    private final Service service;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Serves one connection, which ends when this returns or fails. */
    interface Service {
        void serve(Socket socket) throws IOException;
    }

    private ServedPort(ServerSocket listening, Service service) {
        this.listening = listening;
        this.service = service;
    }

    static ServedPort start(ServerSocket listening, Service service) {
        ServedPort port = new ServedPort(listening, service);
        Thread.ofVirtual().start(port::accept);
        return port;
    }

    /** Listens on this port of the machine; 0 for any. */
    static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 100, InetAddress.ofLiteral("127.0.0.1"));
    }

    int number() {
        return listening.getLocalPort();
    }

    /** How many connections there have been. */
    int connections() {
        return connections.get();
    }

    /** Has another socket closed with the connections. */
    void alsoClose(Socket socket) {
        open.add(socket);
    }

    void closeConnections() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            service.serve(socket);
        } catch (IOException e) {
            // One of both sides gave up, which is what most of these tests are about.
            return;
        }
    }

    /** Reads a request's line and headers; empty if the client sends no more. */
    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last4 = 0;
        while (last4 != 0x0d0a0d0a) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.write(b);
            last4 = (last4 << 8) | b;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closeConnections();
    }
}
