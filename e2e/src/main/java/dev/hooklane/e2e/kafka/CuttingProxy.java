package dev.hooklane.e2e.kafka;

import dev.hooklane.e2e.process.Ports;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy for every connection from Hooklane to one broker, which can cut them all. Any thread may
 * call it.
 */
public final class CuttingProxy implements Closeable {
    private static final int BACKLOG = 200;
    private static final int BUFFER_BYTES = 64 * 1_024;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /**
     * Starts listening.
     *
     * @param target the port behind it
     */
    CuttingProxy(int port, int target) throws IOException {
        this.target = target;
        server = new ServerSocket(port, BACKLOG, InetAddress.ofLiteral(Ports.HOST));
        Thread.ofVirtual().name("proxy-" + port).start(this::accept);
    }

    /** Resets open connections, and new ones until it is mended. */
    public void cut() {
        cut = true;
        open.forEach(CuttingProxy::reset);
    }

    public void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket broker = new Socket(InetAddress.ofLiteral(Ports.HOST), target)) {
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            open.add(client);
            open.add(broker);
            if (cut) {
                reset(client);
                return;
            }
            Thread back = Thread.ofVirtual().start(() -> copy(broker, client));
            copy(client, broker);
            back.join();
        } catch (IOException e) {
            // The broker is away: the client's connection ends, as it would without a proxy.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.removeIf(Socket::isClosed);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side has closed, so the other is closed too.
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is already closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
