package dev.hooklane.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How far one call came. It rides on the request as a tag; OkHttp tells it everything on the
 * calling thread, so it needs no lock.
 */
final class AttemptTrace extends EventListener {
    /** What a call waits for. */
    enum Phase {
        LOOKUP,
        CONNECT,
        TLS,
        REQUEST,
        RESPONSE,
        BODY
    }

    private final TlsSockets sockets;
    private Phase phase = Phase.LOOKUP;
    private boolean newConnection;
    private boolean requestStarted;
    private @Nullable Response response;

    AttemptTrace(TlsSockets sockets) {
        this.sockets = sockets;
    }

    Phase phase() {
        return phase;
    }

    /** Whether a pooled connection failed before it was sent a byte of the request. */
    boolean failedUnused() {
        return phase == Phase.REQUEST && !newConnection && !requestStarted;
    }

    /** The response's status and headers, if they came. */
    Optional<Response> response() {
        return Optional.ofNullable(response);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        newConnection = true;
        phase = Phase.CONNECT;
    }

    @Override
    public void secureConnectStart(Call call) {
        phase = Phase.TLS;
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        phase = Phase.REQUEST;
    }

    @Override
    public void connectEnd(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        phase = Phase.REQUEST;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        phase = Phase.REQUEST;
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        sockets.under(connection.socket()).ifPresent(VettedSocket::released);
    }

    @Override
    public void requestHeadersStart(Call call) {
        requestStarted = true;
    }

    @Override
    public void requestBodyEnd(Call call, long bytes) {
        phase = Phase.RESPONSE;
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        phase = Phase.REQUEST;
    }

    @Override
    public void responseHeadersEnd(Call call, Response headers) {
        response = headers;
        phase = Phase.BODY;
    }
}
