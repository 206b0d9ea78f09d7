package dev.hooklane.http;

import dev.hooklane.delivery.PhaseTimes;
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
 * How far one call got, and how long each part of it took. It is attached to the request as a tag.
 * OkHttp calls it on the calling thread only, so it needs no lock.
 */
final class AttemptTrace extends EventListener {
    /** What a call is waiting for. */
    enum Phase {
        LOOKUP,
        CONNECT,
        TLS,
        REQUEST,
        RESPONSE,
        BODY
    }

    private Phase phase = Phase.LOOKUP;

    /** When the phase began; 0 until something that takes time has begun. */
    private long sinceNanos;

    private long lookupNanos;
    private long connectNanos;
    private long tlsNanos;
    private long requestNanos;
    private long responseNanos;
    private long bodyNanos;
    private boolean newConnection;
    private boolean requestStarted;
    private @Nullable VettedSocket connection;
    private long writtenBefore;
    private @Nullable Response response;

    Phase phase() {
        return phase;
    }

    private void enter(Phase next) {
        long now = System.nanoTime();
        if (sinceNanos != 0) {
            spend(now - sinceNanos);
        }
        sinceNanos = now;
        phase = next;
    }

    /** Starts over: the call is made again, on another connection. */
    void again() {
        enter(Phase.LOOKUP);
        sinceNanos = 0;
        newConnection = false;
        requestStarted = false;
        connection = null;
        response = null;
    }

    /** Stops the clock until the next phase begins. */
    void rest() {
        enter(phase);
        sinceNanos = 0;
    }

    /**
     * Takes note that the request goes over this connection, which carries no other request now.
     */
    void sendsOver(VettedSocket socket) {
        connection = socket;
        writtenBefore = socket.writtenBytes();
    }

    /** Returns how long each phase took, once the call is over. */
    PhaseTimes ended() {
        enter(phase);
        return new PhaseTimes(
                micros(lookupNanos),
                micros(connectNanos),
                micros(tlsNanos),
                micros(requestNanos),
                micros(responseNanos),
                micros(bodyNanos));
    }

    private void spend(long nanos) {
        switch (phase) {
            case LOOKUP -> lookupNanos += nanos;
            case CONNECT -> connectNanos += nanos;
            case TLS -> tlsNanos += nanos;
            case REQUEST -> requestNanos += nanos;
            case RESPONSE -> responseNanos += nanos;
            case BODY -> bodyNanos += nanos;
        }
    }

    /** Rounds up, since 0 means that a phase did not take place. */
    private static long micros(long nanos) {
        return Math.ceilDiv(nanos, 1_000);
    }

    /** Reports whether a pooled connection failed before a byte of the request was sent. */
    boolean failedUnused() {
        if (newConnection || response != null) {
            return false;
        }
        return connection == null
                ? phase == Phase.REQUEST && !requestStarted
                : connection.writtenBytes() == writtenBefore;
    }

    /** Returns the response's status and headers, if they came. */
    Optional<Response> response() {
        return Optional.ofNullable(response);
    }

    @Override
    public void dnsStart(Call call, String host) {
        enter(Phase.LOOKUP);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        newConnection = true;
        enter(Phase.CONNECT);
    }

    @Override
    public void secureConnectStart(Call call) {
        enter(Phase.TLS);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        enter(Phase.REQUEST);
    }

    @Override
    public void connectEnd(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        enter(Phase.REQUEST);
    }

    @Override
    public void connectionAcquired(Call call, Connection acquired) {
        enter(Phase.REQUEST);
    }

    @Override
    public void connectionReleased(Call call, Connection released) {
        StaleConnections.released(released);
    }

    @Override
    public void requestHeadersStart(Call call) {
        requestStarted = true;
    }

    @Override
    public void requestBodyEnd(Call call, long bytes) {
        enter(Phase.RESPONSE);
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        enter(Phase.REQUEST);
    }

    @Override
    public void responseHeadersEnd(Call call, Response headers) {
        response = headers;
        enter(Phase.BODY);
    }
}
