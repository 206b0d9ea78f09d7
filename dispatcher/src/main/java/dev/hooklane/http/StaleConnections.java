package dev.hooklane.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Looks, before a byte of the request is written, whether the server has closed the pooled
 * connection meanwhile. Many do so after five seconds or less, while OkHttp looks only after ten;
 * and once the request is written nobody can tell whether it was acted on.
 */
final class StaleConnections implements Interceptor {
    /** Nearly no server closes sooner. */
    static final Duration TRUSTED_FOR = Duration.ofSeconds(1);

    private final TlsSockets sockets;

    StaleConnections(TlsSockets sockets) {
        this.sockets = sockets;
    }

    /** The server closed a pooled connection, or sent something unasked for. */
    static final class StaleConnectionException extends IOException {
        private static final long serialVersionUID = 1;

        StaleConnectionException() {
            super("the server closed the idle connection");
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        // Over HTTP/2 a thread of OkHttp's reads all the time, and knows.
        if (connection != null && connection.protocol() != Protocol.HTTP_2) {
            Socket socket = connection.socket();
            VettedSocket vetted = sockets.under(socket).orElse(null);
            if (vetted != null && vetted.idleNanos() > TRUSTED_FOR.toNanos() && !isOpen(socket)) {
                throw new StaleConnectionException();
            }
        }
        return chain.proceed(chain.request());
    }

    /** Waits a millisecond for what must not come: the end, or bytes. */
    private static boolean isOpen(Socket socket) {
        try {
            int timeoutMillis = socket.getSoTimeout();
            try {
                socket.setSoTimeout(1);
                int _ = socket.getInputStream().read();
                return false;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                socket.setSoTimeout(timeoutMillis);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
