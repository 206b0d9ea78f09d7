package dev.hooklane.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Checks, before a byte of the request is written, that a pooled connection is still as an idle one
 * must be: open, and silent. Many servers close a connection after five seconds or less, and some
 * at once without saying so, while OkHttp checks only after ten. Once the request is written,
 * nobody can tell whether it was acted on. Anything that a server sends unasked would be taken for
 * the answer to the next request.
 *
 * <p>Over HTTP/2 one of OkHttp's threads reads all the time, so OkHttp knows.
 */
final class StaleConnections implements Interceptor {
    /** Hardly any server that has kept a connection once closes it sooner. */
    static final Duration TRUSTED_FOR = Duration.ofSeconds(1);

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
        VettedSocket vetted =
                connection == null || connection.protocol() == Protocol.HTTP_2
                        ? null
                        : TlsSockets.under(connection.socket()).orElse(null);
        if (connection == null || vetted == null) {
            return chain.proceed(chain.request());
        }
        if (vetted.exchanges() > 0 && !isUsable(connection.socket(), vetted)) {
            throw new StaleConnectionException();
        }
        vetted.began();
        ResponseBytes responses = vetted.responses();
        begin(chain, vetted, responses);
        Response response = chain.proceed(chain.request());
        if (isLast(response)) {
            vetted.spend();
        }
        if (responses != null) {
            responses.bodyFollows(knownLength(response));
        }
        return response;
    }

    private static void begin(Chain chain, VettedSocket vetted, @Nullable ResponseBytes responses) {
        if (responses != null) {
            responses.begin();
        }
        AttemptTrace trace = chain.request().tag(AttemptTrace.class);
        if (trace != null) {
            trace.sendsOver(vetted);
        }
    }

    /**
     * Takes note that an exchange is over. A connection that must not carry another is closed at
     * once. Nothing else may be checked here: the next exchange may have begun already, on another
     * thread.
     */
    static void released(Connection connection) {
        if (connection.protocol() == Protocol.HTTP_2) {
            return;
        }
        VettedSocket vetted = TlsSockets.under(connection.socket()).orElse(null);
        if (vetted == null) {
            return;
        }
        vetted.released();
        if (vetted.isSpent()) {
            try {
                vetted.close();
            } catch (IOException e) {
                // It is closed already, and nobody will use it.
                return;
            }
        }
    }

    /**
     * Reports whether this is the connection's last response, by HTTP/1.0 or the {@code Connection}
     * header. OkHttp recognises the header's word only if it is the only one.
     */
    private static boolean isLast(Response response) {
        String words = response.header("Connection", "");
        return response.protocol() == Protocol.HTTP_1_0
                ? !has(words, "keep-alive")
                : has(words, "close");
    }

    private static boolean has(@Nullable String words, String wanted) {
        return words != null
                && Arrays.stream(words.split(",", -1))
                        .anyMatch(word -> word.strip().equalsIgnoreCase(wanted));
    }

    private static long knownLength(Response response) {
        String encoding = response.header("Transfer-Encoding");
        return encoding == null ? Math.max(0, response.body().contentLength()) : 0;
    }

    private static boolean isUsable(Socket socket, VettedSocket vetted) {
        try {
            ResponseBytes responses = vetted.responses();
            if (vetted.isSpent() || (responses != null && responses.hasRest())) {
                return false;
            }
            // Over TLS, bytes that are there need not be a response: tickets and keys come at any
            // time.
            boolean mayBeTrusted =
                    vetted.exchanges() > 1
                            && vetted.idleNanos() <= TRUSTED_FOR.toNanos()
                            && !vetted.hasUnread();
            return mayBeTrusted || isSilent(socket);
        } catch (IOException e) {
            return false;
        }
    }

    /** Reports whether neither the end nor any bytes come within a millisecond. */
    private static boolean isSilent(Socket socket) throws IOException {
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
    }
}
