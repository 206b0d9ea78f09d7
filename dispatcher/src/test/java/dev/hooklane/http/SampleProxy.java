package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that does as it is asked, or always answers the same. */
public final class SampleProxy implements AutoCloseable {
    private static final String ESTABLISHED =
            "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n";

    private final ServedPort port;
    private final String answer;
    private final boolean tunnels;
    private final Optional<InetSocketAddress> always;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private SampleProxy(
            int port, String answer, boolean tunnels, Optional<InetSocketAddress> always)
            throws IOException {
        this.answer = answer;
        this.tunnels = tunnels;
        this.always = always;
        this.port = ServedPort.start(ServedPort.listen(port), this::serve);
    }

    public static SampleProxy tunnelling() throws IOException {
        return tunnelling(0);
    }

    /** One that listens on this port. */
    public static SampleProxy tunnelling(int port) throws IOException {
        return new SampleProxy(port, ESTABLISHED, true, Optional.empty());
    }

    /** One that connects to this port of the machine, whatever address is asked for. */
    public static SampleProxy tunnellingTo(int port) throws IOException {
        return new SampleProxy(
                0,
                ESTABLISHED,
                true,
                Optional.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port)));
    }

    static SampleProxy answering(String answer) throws IOException {
        return new SampleProxy(0, answer, false, Optional.empty());
    }

    int port() {
        return port.number();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The requests that came, each with its headers. */
    public List<String> heads() {
        return heads;
    }

    private void serve(Socket socket) throws IOException {
        String head = ServedPort.readHead(socket.getInputStream());
        if (head.isEmpty()) {
            // Somebody looks whether it is there.
            return;
        }
        heads.add(head);
        if (tunnels) {
            tunnel(socket, head.split(" ", 3)[1]);
        } else {
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        }
    }

    private void tunnel(Socket client, String authority) throws IOException {
        InetSocketAddress to = always.orElseGet(() -> address(authority));
        try (Socket server = new Socket(to.getAddress(), to.getPort())) {
            port.alsoClose(server);
            client.getOutputStream().write(answer.getBytes(ISO_8859_1));
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetSocketAddress address(String authority) {
        int colon = authority.lastIndexOf(':');
        return new InetSocketAddress(
                InetAddress.ofLiteral(authority.substring(0, colon).replaceAll("[\\[\\]]", "")),
                Integer.parseInt(authority.substring(colon + 1)));
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // One of both sides gave up.
            return;
        }
    }

    /** Ends at once, with all of its tunnels. */
    void die() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
