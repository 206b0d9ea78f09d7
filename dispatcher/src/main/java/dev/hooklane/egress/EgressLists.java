package dev.hooklane.egress;

import java.net.InetAddress;
import java.util.List;

/**
 * What an operator says about the way out. Neither list opens an address that is not public.
 *
 * @param allow if not empty, deliveries go nowhere else
 * @param deny where they never go; wins over {@code allow}
 * @param nat64 NAT64 prefixes of the operator's networks, besides the well-known one
 */
public record EgressLists(List<EgressPlace> allow, List<EgressPlace> deny, List<IpNetwork> nat64) {
    /** No lists: every public address is allowed. */
    public static final EgressLists NONE = new EgressLists(List.of(), List.of(), List.of());

    public EgressLists {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        nat64 = List.copyOf(nat64);
    }

    /** Reports whether a name may be looked up; its addresses are judged after that. */
    boolean mayLookUp(String host) {
        return deny.stream().noneMatch(place -> place.covers(host))
                && (allow.isEmpty()
                        || allow.stream()
                                .anyMatch(place ->
                                        place instanceof EgressPlace.Network
                                                || place.covers(host)));
    }

    /**
     * Reports whether the list of allowed places, if there is one, has this address or its name.
     */
    boolean allows(String host, InetAddress address, InetAddress judged) {
        return allow.isEmpty()
                || allow.stream()
                        .anyMatch(place ->
                                place.covers(host)
                                        || place.covers(address)
                                        || place.covers(judged));
    }

    boolean denies(InetAddress address, InetAddress judged) {
        return deny.stream().anyMatch(place -> place.covers(address) || place.covers(judged));
    }
}
