package dev.hooklane.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pooled connections that the server has closed from costing attempts. Many servers close a
 * connection after five seconds or less, and some at once without saying so, while OkHttp checks
 * only after ten.
 *
 * <p>Before a byte of the request is written, a pooled connection must be as an idle one is: open,
 * and silent. Anything that a server sends unasked would be taken for the answer to the next
 * request. If the server closes it while the request is on its way, its machine refuses the
 * request's bytes; without TLS, that shows that the server had not read them. A server that read
 * the whole request and closed the connection may have acted on it.
 *
 * <p>Over HTTP/2 one of OkHttp's threads reads all the time, so OkHttp knows.
 */
final class StaleConnections implements Interceptor {
    /** Hardly any server that has kept a connection once closes it sooner. */
    static final Duration TRUSTED_FOR = Duration.ofSeconds(1);

    /** How many times it reads what has arrived, such as tickets of TLS. */
    private static final int LOOKS_MAX = 4;

    /**
     * The server closed a pooled connection before it read the request, or sent something unasked
     * for.
     */
    static final class StaleConnectionException extends IOException {
        private static final long serialVersionUID = 1;

        StaleConnectionException(@Nullable IOException cause) {
            super("the server closed the idle connection", cause);
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
        boolean pooled = vetted.exchanges() > 0;
        if (pooled && !isUsable(connection.socket(), vetted)) {
            throw new StaleConnectionException(null);
        }
        vetted.began();
        ResponseBytes responses = vetted.responses();
        begin(chain, vetted, responses);
        Response response;
        try {
            response = chain.proceed(chain.request());
        } catch (IOException e) {
            throw pooled && wasClosedUnread(e, vetted, chain.request())
                    ? new StaleConnectionException(e)
                    : e;
        }
        if (isLast(response)) {
            vetted.spend();
        }
        if (responses != null) {
            responses.bodyFollows(knownLength(response));
        }
        return response;
    }

    /**
     * Reports whether the server closed the connection before it had read the whole request, and
     * without a byte of a response. A reset instead of an end does not show that: a server may
     * reset a connection after it has read everything.
     */
    private static boolean wasClosedUnread(
            IOException failure, VettedSocket vetted, Request request) {
        ResponseBytes responses = vetted.responses();
        AttemptTrace trace = request.tag(AttemptTrace.class);
        if (trace == null || (responses != null && responses.hasBegun())) {
            return false;
        }
        return switch (trace.phase()) {
            // Not all of it was accepted for sending.
            case REQUEST -> !(failure instanceof InterruptedIOException);
            case RESPONSE -> failure.getCause() instanceof EOFException && vetted.refusedBytes();
            case LOOKUP, CONNECT, TLS, BODY -> false;
        };
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
            return mayBeTrusted || isSilent(socket, vetted);
        } catch (IOException e) {
            return false;
        }
    }

    /** Reports whether neither the end nor any bytes come within a millisecond. */
    private static boolean isSilent(Socket socket, VettedSocket vetted) throws IOException {
        int timeoutMillis = socket.getSoTimeout();
        try {
            socket.setSoTimeout(1);
            return isSilent(socket.getInputStream(), vetted::hasUnread);
        } finally {
            socket.setSoTimeout(timeoutMillis);
        }
    }

    /** Whether bytes have arrived that nobody has read. */
    interface Arrivals {
        boolean hasUnread() throws IOException;
    }

    /**
     * Does the same.
     *
     * <p>A timeout alone is no silence: on a busy machine the millisecond may pass before the JDK
     * looks at the socket for the first time. Over TLS, a server's word that it closes the
     * connection is then still unread.
     *
     * @param in whose reads time out
     */
    static boolean isSilent(InputStream in, Arrivals arrivals) throws IOException {
        for (int look = 0; look < LOOKS_MAX; look++) {
            try {
                int _ = in.read();
                return false;
            } catch (SocketTimeoutException e) {
                if (!arrivals.hasUnread()) {
                    return true;
                }
            }
        }
        return false;
    }
}
