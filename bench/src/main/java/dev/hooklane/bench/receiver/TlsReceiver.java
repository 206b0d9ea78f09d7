package dev.hooklane.bench.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * An HTTPS/1.1 server that answers each request with 200. It has several ports on the loopback
 * address, lets clients resume their sessions, and ends a connection after as many requests as
 * Apache's httpd does by default. So clients shake hands again and again, as with real servers.
 */
final class TlsReceiver {
    static final int REQUESTS_A_CONNECTION = 100;

    private static final int BACKLOG = 1_024;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final byte[] ANSWER = answer("");
    private static final byte[] LAST_ANSWER = answer("Connection: close\r\n");

    private final Tally tally;
    private final List<SSLServerSocket> servers = new ArrayList<>();

    /**
     * @param keyStore a PKCS #12 file with the servers' key
     */
    TlsReceiver(Tally tally, int portCount, Path keyStore, String password) throws IOException {
        this.tally = tally;
        SSLContext context = context(keyStore, password);
        for (int i = 0; i < portCount; i++) {
            servers.add(
                    (SSLServerSocket)
                            context.getServerSocketFactory()
                                    .createServerSocket(
                                            0, BACKLOG, InetAddress.getLoopbackAddress()));
        }
    }

    private static SSLContext context(Path keyStore, String password) throws IOException {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no server can have the key in " + keyStore, e);
        }
    }

    private static byte[] answer(String header) {
        return "HTTP/1.1 200 OK\r\n%sContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
                .formatted(header)
                .getBytes(US_ASCII);
    }

    /** Returns the ports that it listens on. */
    List<Integer> ports() {
        return servers.stream().map(SSLServerSocket::getLocalPort).toList();
    }

    /** Serves until the process ends. */
    void start() {
        servers.forEach(server -> Thread.ofVirtual().start(() -> accept(server)));
    }

    private void accept(SSLServerSocket server) {
        try {
            while (true) {
                SSLSocket client = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            System.err.println("receiver: a port can't be served: " + e);
        }
    }

    private void serve(SSLSocket client) {
        try (client) {
            client.setTcpNoDelay(true);
            long accepted = System.currentTimeMillis();
            client.startHandshake();
            // A resumed session is as old as the one that it continues.
            boolean resumed = client.getSession().getCreationTime() < accepted;
            synchronized (tally) {
                tally.shookHands(resumed);
            }
            serve(client.getInputStream(), client.getOutputStream());
        } catch (IOException e) {
            // The client is gone; a request that it made before was counted.
        }
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        RequestFrame frame = new RequestFrame();
        byte[] bytes = new byte[BUFFER_BYTES];
        int filled = 0;
        for (int served = 0; served < REQUESTS_A_CONNECTION; ) {
            int read = in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                return;
            }
            filled += read;
            if (frame.find(bytes, 0, filled)) {
                synchronized (tally) {
                    tally.received(frame.sentAtNanos(bytes));
                }
                served++;
                out.write(served == REQUESTS_A_CONNECTION ? LAST_ANSWER : ANSWER);
                System.arraycopy(bytes, frame.end(), bytes, 0, filled - frame.end());
                filled -= frame.end();
            } else if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
        }
    }
}
