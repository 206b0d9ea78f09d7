package dev.hooklane.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes TLS sockets and remembers which vetted socket is under each, for as long as that is open: a
 * TLS socket does not tell.
 */
final class TlsSockets extends SSLSocketFactory {
    private final SSLSocketFactory delegate;
    private final Map<Socket, VettedSocket> open = new ConcurrentHashMap<>();

    TlsSockets(SSLSocketFactory delegate) {
        this.delegate = delegate;
    }

    /** The vetted socket that carries this connection, if it is one. */
    Optional<VettedSocket> under(Socket socket) {
        return socket instanceof VettedSocket vetted
                ? Optional.of(vetted)
                : Optional.ofNullable(open.get(socket));
    }

    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean autoClose)
            throws IOException {
        Socket tls = delegate.createSocket(raw, host, port, autoClose);
        if (raw instanceof VettedSocket vetted) {
            open.put(tls, vetted);
            vetted.onClose(() -> open.remove(tls));
            if (vetted.isClosed()) {
                open.remove(tls);
            }
        }
        return tls;
    }

    int openCount() {
        return open.size();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return delegate.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return delegate.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw layeredOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw layeredOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw layeredOnly();
    }

    @Override
    public Socket createSocket(
            InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw layeredOnly();
    }

    private static UnsupportedOperationException layeredOnly() {
        return new UnsupportedOperationException("TLS goes over a vetted socket only");
    }
}
