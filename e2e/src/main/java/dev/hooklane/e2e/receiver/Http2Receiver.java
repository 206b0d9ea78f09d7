package dev.hooklane.e2e.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.Headers;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.BufferedSocketKt;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.Header;
import okhttp3.internal.http2.Http2Connection;
import okhttp3.internal.http2.Http2Stream;
import okio.Okio;

/**
 * A server that speaks HTTP/2 over TLS, answers 200, and sends GOAWAY again and again. Instead of
 * answering one request of each connection, it declares that request unread and reads nothing more
 * from the connection. Another receiver keeps its requests. Any thread may call it.
 */
public final class Http2Receiver implements Closeable {
    private static final int BACKLOG = 100;

    /** Keeps several requests in flight at the same time. */
    private static final Duration WORK = Duration.ofMillis(100);

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final SSLServerSocket server;
    private final Receiver books;
    private final int goodbyeAt;
    private final AtomicInteger goodbyes = new AtomicInteger();
    private final Set<SSLSocket> open = ConcurrentHashMap.newKeySet();

    private Http2Receiver(SSLServerSocket server, Receiver books, int goodbyeAt) {
        this.server = server;
        this.books = books;
        this.goodbyeAt = goodbyeAt;
    }

    /**
     * Starts a server on a free port of this address.
     *
     * @param tls with the server's certificate
     * @param books the receiver that keeps the requests
     * @param goodbyeAt which request of a connection is refused, such as 20 for the twentieth
     */
    public static Http2Receiver start(
            InetAddress address, SSLContext tls, Receiver books, int goodbyeAt) throws IOException {
        SSLServerSocket server =
                (SSLServerSocket)
                        tls.getServerSocketFactory().createServerSocket(0, BACKLOG, address);
        SSLParameters parameters = server.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        server.setSSLParameters(parameters);
        Http2Receiver receiver = new Http2Receiver(server, books, goodbyeAt);
        Thread.ofVirtual().name("http2-receiver").start(receiver::accept);
        return receiver;
    }

    public URI url(String path) {
        return URI.create(
                "https://%s:%d%s"
                        .formatted(
                                server.getInetAddress().getHostAddress(),
                                server.getLocalPort(),
                                path));
    }

    /** Returns how often it has sent GOAWAY. */
    public int goodbyes() {
        return goodbyes.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SSLSocket client) {
        open.add(client);
        try {
            client.startHandshake();
            Http2Connection connection =
                    new Http2Connection.Builder(false, TaskRunner.INSTANCE)
                            .socket(BufferedSocketKt.asBufferedSocket(client), "rig")
                            .listener(new Answers(client))
                            .build();
            connection.start();
        } catch (IOException e) {
            // The client has left.
        }
    }

    /** Answers one connection. Each stream arrives on its own thread, in any order. */
    private final class Answers extends Http2Connection.Listener {
        private final SSLSocket client;
        private final AtomicInteger working = new AtomicInteger();
        private int streams;
        private int highest;
        private int goodbyeId = Integer.MAX_VALUE;

        Answers(SSLSocket client) {
            this.client = client;
        }

        @Override
        public void onStream(Http2Stream stream) throws IOException {
            if (!isRead(stream)) {
                return;
            }
            try {
                Headers headers = stream.takeHeaders(false);
                String body = Okio.buffer(stream.getSource()).readString(StandardCharsets.UTF_8);
                Request request = request(headers, body);
                books.add(request);
                pause(WORK);
                request.answered(new Request.Answer(200, Instant.now()));
                stream.writeHeaders(List.of(new Header(":status", "200")), true, true);
            } finally {
                working.decrementAndGet();
            }
        }

        /** Reports whether the stream is read, and not among those that GOAWAY declares unread. */
        private synchronized boolean isRead(Http2Stream stream) throws IOException {
            int id = stream.getId();
            if (id >= goodbyeId) {
                return false;
            }
            boolean goodbye = ++streams >= goodbyeAt && id > highest;
            if (!goodbye || goodbyeId != Integer.MAX_VALUE) {
                highest = Math.max(highest, id);
                working.incrementAndGet();
                return true;
            }
            goodbyeId = id;
            goodbyes.incrementAndGet();
            Http2Connection connection = stream.getConnection();
            connection.getWriter().goAway(id - 2, ErrorCode.NO_ERROR, new byte[0]);
            connection.flush();
            Thread.ofVirtual().start(this::closeLater);
            return false;
        }

        private void closeLater() {
            do {
                pause(LAST_ANSWERS);
            } while (working.get() > 0);
            // Closing the connection object would send another GOAWAY, with another number.
            open.remove(client);
            try {
                client.close();
            } catch (IOException e) {
                // It is already closed.
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request request(Headers headers, String body) {
        Map<String, String> byName = new HashMap<>();
        headers.names()
                .forEach(name ->
                        byName.put(name.toLowerCase(Locale.ROOT), headers.values(name).getLast()));
        return new Request(byName.getOrDefault(":path", ""), byName, body, Instant.now());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SSLSocket client : open) {
            client.close();
        }
    }
}
