package dev.hooklane.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A server that speaks just enough HTTP to break it, and counts what reaches it. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Exchange exchange;
    private final boolean headsToo;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** A request as its bytes came. */
    record Received(String head, String body) {
        String header(String name) {
            return head.lines()
                    .filter(line ->
                            line.toLowerCase(Locale.ROOT)
                                    .startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Answers one request; the connection is kept unless it closes it. */
    interface Exchange {
        void answer(Received request, OutputStream out, Socket socket) throws IOException;
    }

    private RawServer(ServerSocket listening, Exchange exchange, boolean headsToo) {
        this.listening = listening;
        this.exchange = exchange;
        this.headsToo = headsToo;
    }

    static RawServer answering(Exchange exchange) throws IOException {
        return answering(exchange, false);
    }

    private static RawServer answering(Exchange exchange, boolean headsToo) throws IOException {
        RawServer server =
                new RawServer(
                        new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1")),
                        exchange,
                        headsToo);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    /** The same over TLS. */
    static RawServer answering(SSLContext tls, Exchange exchange) throws IOException {
        RawServer server =
                new RawServer(
                        tls.getServerSocketFactory()
                                .createServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1")),
                        exchange,
                        false);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    /** A server that always answers the same bytes. */
    static RawServer answering(String response) throws IOException {
        return answering((_, out, _) -> {
            out.write(response.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        });
    }

    /** A server that answers when it has read the headers, and then goes on reading. */
    static RawServer answeringHeads(String response) throws IOException {
        return answering(
                (request, out, _) -> {
                    if (request.body().isEmpty()) {
                        out.write(response.getBytes(StandardCharsets.ISO_8859_1));
                        out.flush();
                    }
                },
                true);
    }

    /** A server that answers these bytes and closes the connection. */
    static RawServer answeringAndClosing(String response) throws IOException {
        return answering((_, out, socket) -> {
            out.write(response.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.close();
        });
    }

    String url() {
        return url("127.0.0.1");
    }

    String url(String host) {
        return "http://" + host + ":" + port() + "/hook";
    }

    int port() {
        return listening.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** How many connections the client has ended. */
    int ended() {
        return ended.get();
    }

    List<Received> requests() {
        return requests;
    }

    /** Ends the connections as a server does that has waited long enough for another request. */
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
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                String head = readHead(in);
                if (head.isEmpty()) {
                    ended.incrementAndGet();
                    return;
                }
                Received noBody = new Received(head, "");
                if (headsToo) {
                    exchange.answer(noBody, socket.getOutputStream(), socket);
                }
                String announced = noBody.header("Content-Length");
                int length = announced.isEmpty() ? 0 : Integer.parseInt(announced);
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                Received request = new Received(head, body);
                requests.add(request);
                exchange.answer(request, socket.getOutputStream(), socket);
            }
        } catch (IOException e) {
            // The client gave up, which is what most of these tests are about.
            return;
        }
    }

    private static String readHead(InputStream in) throws IOException {
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
