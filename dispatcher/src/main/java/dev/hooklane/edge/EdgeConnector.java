package dev.hooklane.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * One port of the server. It asks {@link Doors} about each new connection. Jetty's own {@code
 * NetworkConnectionLimit} knows no addresses, and stops accepting at its limit, so that whoever
 * holds connections open keeps everybody else out.
 */
final class EdgeConnector extends ServerConnector {
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS_BY_CORES = -1;
    private static final long LOOK_SECONDS = 1;

    private final Port port;
    private final Doors doors;
    private final Duration headerTimeout;

    EdgeConnector(
            Server server,
            Port port,
            Doors doors,
            Duration headerTimeout,
            ConnectionFactory... factories) {
        super(server, ACCEPTORS, SELECTORS_BY_CORES, factories);
        this.port = port;
        this.doors = doors;
        this.headerTimeout = headerTimeout;
        getSelectorManager()
                .addEventListener(
                        new SelectorManager.AcceptListener() {
                            @Override
                            public void onClosed(SelectableChannel channel) {
                                doors.closed(channel);
                            }

                            @Override
                            public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
                                doors.closed(channel);
                            }
                        });
    }

    Port port() {
        return port;
    }

    Doors doors() {
        return doors;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        look();
    }

    private void look() {
        if (isRunning() || isStarting() || isStopping()) {
            doors.closeSlow(headerTimeout);
            wake();
            var _ = getScheduler().schedule(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    /**
     * Wakes the selectors, whatever Jetty thinks of them. A stop was once seen to wait for ever for
     * a selector that slept although it had been given something to do.
     */
    private void wake() {
        for (ManagedSelector each : getSelectorManager().getBeans(ManagedSelector.class)) {
            Selector selector = each.getSelector();
            if (selector != null) {
                selector.wakeup();
            }
        }
    }

    /** Does what the overridden method does, with a question in between. */
    @Override
    public void accept(int acceptorId) throws IOException {
        if (!(getTransport() instanceof ServerSocketChannel server) || !server.isOpen()) {
            return;
        }
        SocketChannel channel = server.accept();
        try {
            if (channel.getRemoteAddress() instanceof InetSocketAddress peer
                    && doors.admit(channel, peer)) {
                channel.configureBlocking(false);
                configure(channel.socket());
                getSelectorManager().accept(channel);
            } else {
                channel.close();
            }
        } catch (IOException | RuntimeException e) {
            doors.closed(channel);
            channel.close();
            throw e;
        }
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key) throws IOException {
        SocketChannelEndPoint endPoint = super.newEndPoint(channel, selector, key);
        Door door = doors.find(channel);
        if (door != null) {
            door.opened(endPoint);
        }
        return endPoint;
    }
}
