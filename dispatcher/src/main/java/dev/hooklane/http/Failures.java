package dev.hooklane.http;

import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.tunnel.UnreachableException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Describes a failed call for the customer's engineer: a kind and one line. */
final class Failures {
    private final Duration connectTimeout;

    Failures(HttpSettings settings) {
        connectTimeout = settings.timeouts().connect();
    }

    /**
     * Describes the failure.
     *
     * @param timeout the timeout of the whole attempt
     */
    NoResponse of(IOException failure, AttemptTrace trace, HttpUrl url, Duration timeout) {
        String server = url.host() + ":" + url.port();
        return switch (failure) {
            case ForbiddenAddressException forbidden ->
                    no(ErrorKind.FORBIDDEN_ADDRESS, forbidden.words());
            case UnreachableException unreachable ->
                    no(
                            ErrorKind.CONNECT,
                            "no connection to %s: %s".formatted(server, text(unreachable)));
            case UnknownHostException unknown -> no(ErrorKind.NAME_LOOKUP, text(unknown));
            case SocketTimeoutException _ when trace.phase() == AttemptTrace.Phase.CONNECT ->
                    no(
                            ErrorKind.CONNECT,
                            "no connection to %s within %s"
                                    .formatted(server, words(connectTimeout)));
            case InterruptedIOException _ ->
                    no(
                            ErrorKind.TIMEOUT,
                            "%s within %s".formatted(missing(trace, server), words(timeout)));
            case ProtocolException invalid when !isEndOfStream(invalid) ->
                    no(
                            ErrorKind.INVALID_RESPONSE,
                            "the response is not valid HTTP: " + text(invalid));
            case SSLPeerUnverifiedException _ ->
                    no(
                            ErrorKind.TLS,
                            "the certificate is not valid for %s%s"
                                    .formatted(url.host(), namesIn(failure)));
            case SSLHandshakeException _ -> tls(failure, server);
            default -> byPhase(failure, trace, server);
        };
    }

    /** Describes a response that OkHttp failed to read, in a way that it does not foresee. */
    static NoResponse unreadable(RuntimeException failure) {
        return no(ErrorKind.INVALID_RESPONSE, "the response can't be read: " + text(failure));
    }

    private NoResponse byPhase(IOException failure, AttemptTrace trace, String server) {
        return switch (trace.phase()) {
            case LOOKUP, CONNECT ->
                    no(
                            ErrorKind.CONNECT,
                            "no connection to %s: %s".formatted(server, root(failure)));
            case TLS -> tls(failure, server);
            case REQUEST ->
                    no(
                            ErrorKind.CONNECTION_LOST,
                            "the connection to %s broke while the request was sent: %s"
                                    .formatted(server, text(failure)));
            case RESPONSE ->
                    no(
                            ErrorKind.CONNECTION_LOST,
                            nothingCame(failure)
                                    ? server + " closed the connection without a response"
                                    : server
                                            + " sent no end of the response's headers, or over"
                                            + " 256 KiB of them");
            case BODY ->
                    no(
                            ErrorKind.CONNECTION_LOST,
                            "the connection to %s broke within the response's body"
                                    .formatted(server));
        };
    }

    private static NoResponse tls(IOException failure, String server) {
        Throwable certificate = cause(failure, CertificateException.class);
        return no(
                ErrorKind.TLS,
                certificate == null
                        ? "TLS with %s failed: %s".formatted(server, root(failure))
                        : "the certificate of %s is not trusted: %s"
                                .formatted(server, root(certificate)));
    }

    private static String missing(AttemptTrace trace, String server) {
        return switch (trace.phase()) {
            case LOOKUP, CONNECT -> "no connection to " + server;
            case TLS -> "no end of the TLS handshake with " + server;
            case REQUEST -> server + " did not take the whole request";
            case RESPONSE -> "no response from " + server;
            case BODY ->
                    trace.response()
                            .map(response ->
                                    "status %d came, but no end of the body"
                                            .formatted(response.code()))
                            .orElse("no end of the body");
        };
    }

    /**
     * Reports whether no response came. OkHttp reports the bytes it has of an unfinished line, but
     * not whether the line ended.
     */
    private static boolean nothingCame(IOException failure) {
        Throwable end = cause(failure, EOFException.class);
        return end == null || text(end).contains("limit=0 ");
    }

    private static boolean isEndOfStream(ProtocolException failure) {
        return "unexpected end of stream".equals(failure.getMessage());
    }

    private static String namesIn(IOException failure) {
        String message = text(failure);
        int names = message.indexOf("subjectAltNames: ");
        return names < 0 ? "" : ", it names " + message.substring(names + 17);
    }

    private static @Nullable Throwable cause(Throwable failure, Class<? extends Throwable> wanted) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (wanted.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return text(root);
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String words(Duration duration) {
        long millis = Math.ceilDiv(duration.toNanos(), 1_000_000);
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }

    private static NoResponse no(ErrorKind kind, String detail) {
        return new NoResponse(kind, ResponseText.line(detail));
    }
}
