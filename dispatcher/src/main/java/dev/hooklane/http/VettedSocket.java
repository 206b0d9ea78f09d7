package dev.hooklane.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A socket that connects only where the rules allow. It judges the very address that it is about to
 * connect to, so neither an IP literal nor a changed DNS answer gets past it.
 */
final class VettedSocket extends Socket {
    private final AddressRules rules;
    private volatile long releasedNanos = System.nanoTime();
    private volatile @Nullable Runnable onClose;

    private VettedSocket(AddressRules rules) {
        // A plain socket would ask the machine's proxy selector for a SOCKS proxy.
        super(Proxy.NO_PROXY);
        this.rules = rules;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        if (!(endpoint instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            throw new ForbiddenAddressException(endpoint + " is not a resolved address");
        }
        String words = rules.forbidden(inet.getAddress()).orElse(null);
        if (words != null) {
            throw new ForbiddenAddressException(words);
        }
        // The last segment of a body must not wait for the acknowledgement of the one before.
        setTcpNoDelay(true);
        super.connect(endpoint, timeoutMillis);
    }

    /** Notes that an exchange is over and the connection idle from now on. */
    void released() {
        releasedNanos = System.nanoTime();
    }

    long idleNanos() {
        return System.nanoTime() - releasedNanos;
    }

    void onClose(Runnable action) {
        onClose = action;
    }

    @Override
    public void close() throws IOException {
        super.close();
        Runnable action = onClose;
        if (action != null) {
            action.run();
        }
    }

    /** Makes such sockets; OkHttp asks for unconnected ones only. */
    static final class Factory extends SocketFactory {
        private final AddressRules rules;

        Factory(AddressRules rules) {
            this.rules = rules;
        }

        @Override
        public Socket createSocket() {
            return new VettedSocket(rules);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return connected(new InetSocketAddress(host, port), null);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return connected(
                    new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return connected(new InetSocketAddress(host, port), null);
        }

        @Override
        public Socket createSocket(
                InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            return connected(
                    new InetSocketAddress(address, port),
                    new InetSocketAddress(localAddress, localPort));
        }

        private Socket connected(InetSocketAddress address, @Nullable InetSocketAddress local)
                throws IOException {
            Socket socket = createSocket();
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(address);
            return socket;
        }
    }
}
