package dev.hooklane.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    private final ServedPort port;
    private final Exchange exchange;
    private final boolean headsToo;
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Received> requests = new CopyOnWriteArrayList<>();

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
        this.exchange = exchange;
        this.headsToo = headsToo;
        this.port = ServedPort.start(listening, this::serve);
    }

    static RawServer answering(Exchange exchange) throws IOException {
        return answering(exchange, false);
    }

    private static RawServer answering(Exchange exchange, boolean headsToo) throws IOException {
        return new RawServer(ServedPort.listen(0), exchange, headsToo);
    }

    /** The same over TLS. */
    static RawServer answering(SSLContext tls, Exchange exchange) throws IOException {
        return new RawServer(
                tls.getServerSocketFactory()
                        .createServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1")),
                exchange,
                false);
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
        return port.number();
    }

    int connections() {
        return port.connections();
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
        port.closeConnections();
    }

    private void serve(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (!socket.isClosed()) {
            String head = ServedPort.readHead(in);
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
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
