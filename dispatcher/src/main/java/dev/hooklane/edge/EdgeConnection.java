package dev.hooklane.edge;

import java.nio.channels.SelectableChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection that is read as often as its client may be. It counts a request's headers
 * while it reads them: Jetty limits their bytes, but a header of five bytes takes some hundred in
 * the heap.
 */
final class EdgeConnection extends HttpConnection {
    /** Four times those of a browser behind two proxies. */
    static final int HEADERS_MAX = 100;

    private final @Nullable Door door;
    private final Refusals refusals;

    private EdgeConnection(
            HttpConfiguration configuration,
            Connector connector,
            EndPoint endPoint,
            Refusals refusals) {
        super(configuration, connector, endPoint);
        this.refusals = refusals;
        this.door = door(connector, endPoint);
    }

    private static @Nullable Door door(Connector connector, EndPoint endPoint) {
        Object transport = endPoint.getTransport();
        while (transport instanceof EndPoint below) {
            transport = below.getTransport();
        }
        return connector instanceof EdgeConnector edge
                        && transport instanceof SelectableChannel channel
                ? edge.doors().find(channel)
                : null;
    }

    /** Returns what is known of the connection; null if it was displaced. */
    @Nullable Door door() {
        return door;
    }

    @Override
    public void onFillable() {
        if (door != null) {
            door.received(System.nanoTime());
        }
        super.onFillable();
    }

    @Override
    public void fillInterested(Callback callback) {
        whenItMayRead(() -> super.fillInterested(callback));
    }

    @Override
    public void tryFillInterested(Callback callback) {
        whenItMayRead(() -> super.tryFillInterested(callback));
    }

    private void whenItMayRead(Runnable read) {
        long wait = door == null ? 0 : door.nanosBeforeRead();
        if (wait == 0) {
            read.run();
        } else {
            refusals.slowed(CallerClass.STRANGER);
            var _ = getConnector().getScheduler().schedule(read, wait, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    protected RequestHandler newRequestHandler() {
        return new Counting();
    }

    private final class Counting extends RequestHandler {
        private int headers;

        @Override
        public void messageBegin() {
            headers = 0;
            super.messageBegin();
        }

        @Override
        public void parsedHeader(HttpField field) {
            count();
            super.parsedHeader(field);
        }

        @Override
        public void parsedTrailer(HttpField field) {
            count();
            super.parsedTrailer(field);
        }

        private void count() {
            headers++;
            if (headers > HEADERS_MAX) {
                refusals.refused(CallerClass.STRANGER, Refusal.HEADERS);
                throw new HttpException.RuntimeException(
                        HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
                        "more than %d headers".formatted(HEADERS_MAX));
            }
        }
    }

    /** Makes such connections. */
    static final class Factory extends HttpConnectionFactory {
        private final Refusals refusals;

        Factory(HttpConfiguration configuration, Refusals refusals) {
            super(configuration);
            this.refusals = refusals;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            EdgeConnection connection =
                    new EdgeConnection(getHttpConfiguration(), connector, endPoint, refusals);
            connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
            return configure(connection, connector, endPoint);
        }
    }
}
