package dev.hooklane.bench.attacker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages of the console that are updated live, opened and never read. */
final class HeldStreams {
    private static final String PATH = "/deliveries/live";

    /** The quota; those beyond it are refused. */
    private static final int STREAMS = 10;

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final Pattern COOKIE =
            Pattern.compile("(?im)^set-cookie: *([^;=\\s]+=[^;\\s]+)");

    private HeldStreams() {}

    /** Holds them until the time is over, and opens another for the oldest again and again. */
    static void hold(TenantApi api, BooleanSupplier runs) {
        Deque<Socket> held = new ArrayDeque<>();
        try {
            String cookies = signIn(api);
            while (runs.getAsBoolean()) {
                held.add(stream(api, cookies));
                if (held.size() > STREAMS) {
                    held.remove().close();
                    Thread.sleep(TIMEOUT_MILLIS);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the streams can't be opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            held.forEach(HeldStreams::close);
        }
    }

    private static String signIn(TenantApi api) throws IOException {
        String form = "key=" + URLEncoder.encode(api.key(), UTF_8) + "&next=%2Fdeliveries";
        try (Socket socket = open(api)) {
            write(
                    socket,
                    "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nSec-Fetch-Site: same-origin\r\n"
                                    .formatted(api.uri().getPort())
                            + "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: %d\r\n\r\n%s".formatted(form.length(), form));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            StringBuilder cookies = new StringBuilder();
            for (Matcher each = COOKIE.matcher(answer); each.find(); ) {
                cookies.append(cookies.isEmpty() ? "" : "; ").append(each.group(1));
            }
            if (cookies.isEmpty()) {
                throw new IOException("the sign-in was refused: " + answer.lines().findFirst());
            }
            return cookies.toString();
        }
    }

    private static Socket stream(TenantApi api, String cookies) throws IOException {
        Socket socket = open(api);
        write(
                socket,
                "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\nAccept: text/event-stream\r\n\r\n"
                        .formatted(PATH, api.uri().getPort(), cookies));
        return socket;
    }

    private static Socket open(TenantApi api) throws IOException {
        Socket socket = new Socket();
        // Before it connects, so that little fits between the server and a client that reads not.
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new java.net.InetSocketAddress(api.uri().getHost(), api.uri().getPort()));
        return socket;
    }

    private static void write(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }
}
