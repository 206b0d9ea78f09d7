package dev.hooklane.egress;

import dev.hooklane.tunnel.EgressProxy;
import java.util.Optional;

/**
 * How attempts leave this installation.
 *
 * @param proxy the HTTP proxy that all connections go through, if there is one
 * @param tls whom they trust, and as whom they come
 * @param connectionsPerAddress how many connections an instance has to one address of a third
 *     party; 0 for no limit
 */
public record WayOut(Optional<EgressProxy> proxy, EgressTls tls, int connectionsPerAddress) {
    /** Straight to the endpoints, with the JDK's certificates, and without a limit. */
    public static final WayOut DIRECT = new WayOut(Optional.empty(), EgressTls.DEFAULT, 0);
}
