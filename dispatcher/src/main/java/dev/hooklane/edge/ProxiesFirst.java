package dev.hooklane.edge;

import java.net.InetSocketAddress;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ProxyConnectionFactory;

/**
 * Reads the PROXY line of connections from trusted proxies; that of anyone else is no HTTP request.
 */
final class ProxiesFirst extends AbstractConnectionFactory {
    private final ClientAddress addresses;
    private final ProxyConnectionFactory proxied;
    private final ConnectionFactory next;

    /**
     * @param proxied reads the line, if there is one; {@code next} follows it in the connector
     * @param next what comes behind the line, or at once
     */
    ProxiesFirst(ClientAddress addresses, ProxyConnectionFactory proxied, ConnectionFactory next) {
        super("hooklane-peer");
        this.addresses = addresses;
        this.proxied = proxied;
        this.next = next;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        boolean trusted =
                endPoint.getRemoteSocketAddress() instanceof InetSocketAddress peer
                        && addresses.isTrusted(peer.getAddress());
        return (trusted ? proxied : next).newConnection(connector, endPoint);
    }
}
