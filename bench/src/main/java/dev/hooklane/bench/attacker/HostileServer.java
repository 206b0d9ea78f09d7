package dev.hooklane.bench.attacker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A tenant's servers, which treat all requests in one way. */
final class HostileServer implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    private static final int REQUEST_BYTES = 64 * 1_024;
    private static final Duration BETWEEN_HEADERS = Duration.ofMillis(500);

    private final List<ServerSocket> servers = new ArrayList<>();
    private final ConcurrentLinkedQueue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What follows a request. */
    enum Answer {
        /** Nothing, for ever. */
        NOTHING,
        /** A response that never gets to the end of its headers. */
        ENDLESS_HEADERS,
        FAILURE,
        SUCCESS
    }

    private HostileServer() {}

    /** Starts servers at one address, where everybody's endpoints are. */
    static HostileServer atOneAddress(int count, Answer answer) {
        return start(count, answer, false);
    }

    /**
     * Starts servers at an address each. Only Linux has all loopback addresses; elsewhere they are
     * at one.
     */
    static HostileServer atManyAddresses(int count, Answer answer) {
        return start(count, answer, true);
    }

    private static HostileServer start(int count, Answer answer, boolean apart) {
        HostileServer server = new HostileServer();
        try {
            for (int i = 0; i < count; i++) {
                server.listen(apart ? "127.0.1." + (i + 1) : "127.0.0.1", answer);
            }
            return server;
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException("a hostile server did not start", e);
        }
    }

    private void listen(String address, Answer answer) throws IOException {
        ServerSocket server = bound(address);
        servers.add(server);
        threads.execute(() -> accept(server, answer));
    }

    private static ServerSocket bound(String address) throws IOException {
        try {
            return new ServerSocket(0, BACKLOG, InetAddress.ofLiteral(address));
        } catch (BindException e) {
            return new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        }
    }

    /** Returns where they are. */
    List<URI> urls() {
        return servers.stream()
                .map(server ->
                        URI.create(
                                "http://%s:%d/"
                                        .formatted(
                                                server.getInetAddress().getHostAddress(),
                                                server.getLocalPort())))
                .toList();
    }

    private void accept(ServerSocket server, Answer answer) {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                threads.execute(() -> serve(socket, answer));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket, Answer answer) {
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] request = new byte[REQUEST_BYTES];
            // A request of ours arrives in one piece, or its rest is as good as another.
            while (in.read(request) >= 0) {
                answer(socket.getOutputStream(), answer);
            }
        } catch (IOException e) {
            // The client has left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    private static void answer(OutputStream out, Answer answer)
            throws IOException, InterruptedException {
        switch (answer) {
            case NOTHING -> {}
            case FAILURE -> send(out, "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
            case SUCCESS -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            case ENDLESS_HEADERS -> {
                send(out, "HTTP/1.1 200 OK\r\n");
                while (true) {
                    send(out, "X-More: 1\r\n");
                    Thread.sleep(BETWEEN_HEADERS);
                }
            }
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        servers.forEach(HostileServer::close);
        connections.forEach(HostileServer::close);
        threads.close();
    }

    private static void close(java.io.Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }
}
