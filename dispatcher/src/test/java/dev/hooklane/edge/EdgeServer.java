package dev.hooklane.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hooklane.config.ApiSettings;
import dev.hooklane.config.EdgeSettings;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** A server with an edge and a few routes behind it. A caller's key is the name of its class. */
final class EdgeServer implements AutoCloseable {
    private final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();
    private final Edge edge;
    private final Javalin javalin;
    final CountDownLatch mayAnswer = new CountDownLatch(1);

    EdgeServer(EdgeSettings settings, boolean https) {
        edge =
                new Edge(
                        new ApiSettings("127.0.0.1", 0, "key", "127.0.0.1:1", settings),
                        new Edge.Parts(
                                EdgeServer::caller,
                                counting(),
                                https,
                                true,
                                settings.tls().map(CertificateFiles::read)));
        javalin =
                Javalin.create(
                                config -> {
                                    config.concurrency.useVirtualThreads = true;
                                    config.startup.showJavalinBanner = false;
                                    edge.addTo(config);
                                    config.jetty.modifyHttpConfiguration(
                                            http -> http.setRequestHeaderSize(64 << 10));
                                    config.routes.get(
                                            "/v1/address", context -> context.result(context.ip()));
                                    config.routes.get("/v1/method", EdgeServer::method);
                                    config.routes.delete("/v1/method", EdgeServer::method);
                                    config.routes.get("/v1/wait", this::await);
                                    config.routes.post("/v1/body", EdgeServer::body);
                                    config.routes.post("/sign-in", EdgeServer::body);
                                    config.routes.get(
                                            "/health/live", context -> context.result("live"));
                                    config.routes.get(
                                            "/metrics", context -> context.result("metrics"));
                                    config.routes.exception(
                                            RefusedBodyException.class,
                                            (e, context) ->
                                                    context.status(e.code().status())
                                                            .result(e.code().title()));
                                })
                        .start();
    }

    private static CallerClass caller(Request request) {
        String key = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return key == null
                ? CallerClass.STRANGER
                : CallerClass.valueOf(key.toUpperCase(Locale.ROOT));
    }

    private Refusals counting() {
        return new Refusals() {
            @Override
            public void refused(CallerClass caller, Refusal refusal) {
                count(caller.wireName() + " " + refusal.wireName());
            }

            @Override
            public void slowed(CallerClass caller) {
                count(caller.wireName() + " slowed");
            }
        };
    }

    private void count(String callerAndReason) {
        refused.computeIfAbsent(callerAndReason, _ -> new AtomicInteger()).incrementAndGet();
    }

    private static void method(Context context) {
        context.result(context.method().name());
    }

    private void await(Context context) throws InterruptedException {
        mayAnswer.await();
        context.result("waited");
    }

    private static void body(Context context) throws IOException {
        context.result(Integer.toString(context.req().getInputStream().readAllBytes().length));
    }

    /** How often a class was refused something for a reason. */
    int refused(String callerAndReason) {
        AtomicInteger count = refused.get(callerAndReason);
        return count == null ? 0 : count.get();
    }

    Edge edge() {
        return edge;
    }

    int port() {
        return javalin.port();
    }

    Socket connect() throws IOException {
        return connect(port());
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** What comes until the server closes the connection; empty if it does so without a word. */
    static String rest(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (IOException e) {
            // A connection that is closed over unread bytes is reset.
            return "";
        }
    }

    /** The whole answer to one request on a connection of its own. */
    String ask(String method, String path, String headers, String body) throws IOException {
        return ask(port(), method, path, headers, body);
    }

    static String ask(int port, String method, String path, String headers, String body)
            throws IOException {
        try (Socket socket = connect(port)) {
            send(
                    socket,
                    "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
                            .formatted(method, path, body.length(), headers, body));
            return rest(socket);
        }
    }

    @Override
    public void close() {
        mayAnswer.countDown();
        javalin.stop();
    }
}
