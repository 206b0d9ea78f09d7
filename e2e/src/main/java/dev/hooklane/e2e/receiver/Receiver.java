package dev.hooklane.e2e.receiver;

import dev.hooklane.e2e.process.Ports;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The server behind all endpoints. It keeps every complete request, and answers each path in its
 * own manner, byte by byte. Any thread may call it.
 */
public final class Receiver implements Closeable {
    private static final int BACKLOG = 1_000;

    private final ServerSocket server;
    private final Set<Elsewhere> others = ConcurrentHashMap.newKeySet();
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private volatile Consumer<Request> taker = requests::add;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Receiver(ServerSocket server) {
        this.server = server;
    }

    public static Receiver start(int port) throws IOException {
        Receiver receiver =
                new Receiver(new ServerSocket(port, BACKLOG, InetAddress.ofLiteral(Ports.HOST)));
        Thread.ofVirtual().name("receiver").start(() -> receiver.accept(receiver.server, () -> {}));
        return receiver;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Listens on the same port of another address, until the result is closed. */
    public Elsewhere listenAt(InetAddress address) throws IOException {
        Elsewhere other = new Elsewhere(new ServerSocket(port(), BACKLOG, address));
        others.add(other);
        Thread.ofVirtual().name("receiver").start(() -> accept(other.server(), other::connected));
        return other;
    }

    /** Adds a request that another server received. */
    void add(Request request) {
        taker.accept(request);
    }

    /** Returns the URL of this path, and answers it in this manner from now on. */
    public URI url(String path, Manner manner) {
        manners.put(path, manner);
        return URI.create("http://%s:%d%s".formatted(Ports.HOST, server.getLocalPort(), path));
    }

    /** Hands each request to this consumer from now on, instead of keeping it. */
    public void handTo(Consumer<Request> other) {
        taker = other;
    }

    /** Returns every request so far, in the order of arrival. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void accept(ServerSocket from, Runnable connected) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                connected.run();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            Optional<Request> request = RequestReader.read(in);
            while (request.isPresent()) {
                taker.accept(request.get());
                Reply reply = replyTo(request.get());
                if (!answer(client, request.get(), reply)) {
                    return;
                }
                request = RequestReader.read(in);
            }
        } catch (IOException e) {
            // The client has left; its complete requests are kept.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private Reply replyTo(Request request) {
        return manners.getOrDefault(request.path(), Manner.always(Reply.OK)).reply(request);
    }

    /** Answers the request, and reports whether to keep the connection open. */
    private static boolean answer(Socket client, Request request, Reply reply)
            throws IOException, InterruptedException {
        Thread.sleep(reply.before());
        byte[] raw = reply.raw().getBytes(StandardCharsets.US_ASCII);
        OutputStream out = client.getOutputStream();
        if (reply.drip().isZero()) {
            // Noted before it is sent, so that every answer known to the sender is known here.
            note(request, reply);
            out.write(raw);
        } else {
            for (int i = 0; i < raw.length; i++) {
                Thread.sleep(reply.drip());
                if (i == raw.length - 1) {
                    note(request, reply);
                }
                out.write(raw[i]);
            }
        }
        if (reply.end() == Reply.End.RESET) {
            client.setSoLinger(true, 0);
        }
        return reply.end() == Reply.End.KEEP;
    }

    private static void note(Request request, Reply reply) {
        if (reply.endsAttempt()) {
            request.answered(new Request.Answer(reply.status(), Instant.now()));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Elsewhere other : others) {
            other.close();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }
}
