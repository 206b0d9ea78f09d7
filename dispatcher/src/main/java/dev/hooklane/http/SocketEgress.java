package dev.hooklane.http;

import dev.hooklane.egress.AddressRules;
import dev.hooklane.thirdparty.TargetLimits;
import dev.hooklane.thirdparty.Targets;
import dev.hooklane.tunnel.Tunnels;
import java.util.Optional;

/**
 * What all vetted sockets share.
 *
 * @param tunnels the way through the proxy, if there is one
 * @param addresses how many connections each address gets
 */
record SocketEgress(AddressRules rules, Optional<Tunnels> tunnels, Targets addresses) {
    /** Straight to the addresses that the rules allow, as many as there may be. */
    static SocketEgress direct(AddressRules rules) {
        return new SocketEgress(rules, Optional.empty(), new Targets("", TargetLimits.NONE));
    }
}
