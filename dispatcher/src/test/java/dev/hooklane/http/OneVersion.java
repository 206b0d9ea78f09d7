package dev.hooklane.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A server's sockets that speak one version of TLS. */
final class OneVersion extends SSLSocketFactory {
    private final SSLSocketFactory sockets;
    private final String version;

    OneVersion(SSLSocketFactory sockets, String version) {
        this.sockets = sockets;
        this.version = version;
    }

    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean autoClose)
            throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(raw, host, port, autoClose);
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }
}
