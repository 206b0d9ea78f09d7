package dev.hooklane.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes TLS sockets over vetted ones, and counts those that are open. */
final class TlsSockets extends SSLSocketFactory {
    private final SSLSocketFactory delegate;
    private final AtomicInteger open = new AtomicInteger();

    TlsSockets(SSLSocketFactory delegate) {
        this.delegate = delegate;
    }

    /** Returns the vetted socket that carries this connection, if there is one. */
    static Optional<VettedSocket> under(Socket socket) {
        return switch (socket) {
            case VettedSocket vetted -> Optional.of(vetted);
            case TlsSocket tls -> Optional.of(tls.vetted());
            default -> Optional.empty();
        };
    }

    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean autoClose)
            throws IOException {
        if (!(raw instanceof VettedSocket vetted)) {
            throw layeredOnly();
        }
        vetted.carriesTls();
        TlsSocket tls =
                new TlsSocket(
                        (SSLSocket) delegate.createSocket(raw, host, port, autoClose), vetted);
        open.incrementAndGet();
        AtomicBoolean counted = new AtomicBoolean(true);
        Runnable gone =
                () -> {
                    if (counted.getAndSet(false)) {
                        open.decrementAndGet();
                    }
                };
        vetted.onClose(gone);
        if (vetted.isClosed()) {
            gone.run();
        }
        return tls;
    }

    int openCount() {
        return open.get();
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
