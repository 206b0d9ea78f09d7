package dev.hooklane.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that no public endpoint has, from the IANA special-purpose registries and what
 * cloud providers add to them.
 *
 * <p>For IPv4 there is a list of forbidden networks. IPv6 is the other way round: only {@code
 * 2000::/3} is global unicast, so everything else is forbidden without being listed. Of the IPv6
 * forms that embed an IPv4 address, those that a network translates (mapped, compatible,
 * translated, ISATAP, and NAT64's well-known prefix and those of the operator) are judged by that
 * address; the tunnels (6to4, Teredo) and the rest of NAT64's local prefix are forbidden whatever
 * they embed, since nobody serves a webhook there.
 */
final class ForbiddenNetworks {
    private static final List<Forbidden> IPV4 =
            List.of(
                    forbidden("0.0.0.0/8", "reserved for \"this network\""),
                    forbidden("10.0.0.0/8", "private"),
                    forbidden("100.64.0.0/10", "carrier-grade NAT"),
                    forbidden("127.0.0.0/8", "loopback"),
                    forbidden("169.254.0.0/16", "link-local, where clouds serve metadata"),
                    forbidden("172.16.0.0/12", "private"),
                    forbidden("192.0.0.0/24", "reserved for protocols"),
                    forbidden("192.0.2.0/24", "for documentation only"),
                    forbidden("192.31.196.0/24", "reserved for AS112"),
                    forbidden("192.52.193.0/24", "reserved for multicast tunnels"),
                    forbidden("192.88.99.0/24", "a 6to4 relay"),
                    forbidden("192.168.0.0/16", "private"),
                    forbidden("192.175.48.0/24", "reserved for AS112"),
                    forbidden("198.18.0.0/15", "for benchmarks only"),
                    forbidden("198.51.100.0/24", "for documentation only"),
                    forbidden("203.0.113.0/24", "for documentation only"),
                    forbidden("168.63.129.16/32", "Azure's metadata service"),
                    forbidden("224.0.0.0/4", "multicast"),
                    forbidden("255.255.255.255/32", "broadcast"),
                    forbidden("240.0.0.0/4", "reserved"));

    private static final List<Forbidden> IPV6 =
            List.of(
                    forbidden("::/128", "unspecified"),
                    forbidden("::1/128", "loopback"),
                    forbidden("64:ff9b:1::/48", "NAT64 for local use"),
                    forbidden("fc00::/7", "private (unique local)"),
                    forbidden("fe80::/10", "link-local"),
                    forbidden("fec0::/10", "private (site-local)"),
                    forbidden("ff00::/8", "multicast"),
                    forbidden("2001::/32", "Teredo"),
                    forbidden("2001::/23", "reserved for protocols"),
                    forbidden("2001:db8::/32", "for documentation only"),
                    forbidden("2002::/16", "6to4"),
                    forbidden("2620:4f:8000::/48", "reserved for AS112"),
                    forbidden("3fff::/20", "for documentation only"));

    private static final IpNetwork GLOBAL_UNICAST = IpNetwork.parse("2000::/3");
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private record Forbidden(IpNetwork network, String reason) {}

    private ForbiddenNetworks() {}

    private static Forbidden forbidden(String network, String reason) {
        return new Forbidden(IpNetwork.parse(network), reason);
    }

    /** Returns why this address is forbidden, in a few words; empty for a public one. */
    static Optional<String> reason(InetAddress address, List<IpNetwork> nat64) {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV4_BYTES) {
            return listed(IPV4, bytes);
        }
        Optional<InetAddress> translated = Nat64.embedded(bytes, nat64);
        if (translated.isPresent()) {
            return behind(translated.get());
        }
        Optional<String> listed = listed(IPV6, bytes);
        if (listed.isPresent()) {
            return listed;
        }
        Optional<String> behind = embeddedIpv4(address, nat64).flatMap(ForbiddenNetworks::behind);
        if (behind.isPresent()) {
            return behind;
        }
        boolean routed =
                GLOBAL_UNICAST.contains(bytes)
                        || isMapped(bytes)
                        || Nat64.WELL_KNOWN.contains(bytes);
        return routed ? Optional.empty() : Optional.of("reserved");
    }

    private static Optional<String> behind(InetAddress embedded) {
        return listed(IPV4, embedded.getAddress())
                .map(reason -> reason + " (it embeds an IPv4 address)");
    }

    /** Returns the IPv4 address that a translating IPv6 form represents. */
    static Optional<InetAddress> embeddedIpv4(InetAddress address, List<IpNetwork> nat64) {
        byte[] bytes = address.getAddress();
        if (bytes.length != IPV6_BYTES) {
            return Optional.empty();
        }
        Optional<InetAddress> translated = Nat64.embedded(bytes, nat64);
        if (translated.isPresent()
                || !(isMappedOrCompatible(bytes)
                        || Nat64.WELL_KNOWN.contains(bytes)
                        || isIsatap(bytes))) {
            return translated;
        }
        try {
            return Optional.of(
                    InetAddress.getByAddress(
                            Arrays.copyOfRange(bytes, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES)));
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    /** Recognises {@code ::ffff:a.b.c.d}. */
    private static boolean isMapped(byte[] bytes) {
        return startsWithZeros(bytes, 10) && pair(bytes, 10) == 0xffff;
    }

    /**
     * Recognises {@code ::a.b.c.d}, the mapped form, and the translated one, {@code
     * ::ffff:0:a.b.c.d}.
     */
    private static boolean isMappedOrCompatible(byte[] bytes) {
        return startsWithZeros(bytes, 12)
                || isMapped(bytes)
                || (startsWithZeros(bytes, 8) && pair(bytes, 8) == 0xffff && pair(bytes, 10) == 0);
    }

    private static boolean startsWithZeros(byte[] bytes, int count) {
        return Arrays.equals(bytes, 0, count, new byte[IPV6_BYTES], 0, count);
    }

    private static int pair(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    /**
     * Recognises an interface id of {@code 0000:5efe} or {@code 0200:5efe} followed by the IPv4
     * address.
     */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & ~0x02) == 0
                && bytes[9] == 0
                && bytes[10] == 0x5e
                && bytes[11] == (byte) 0xfe;
    }

    private static Optional<String> listed(List<Forbidden> list, byte[] address) {
        for (Forbidden forbidden : list) {
            if (forbidden.network().contains(address)) {
                return Optional.of(forbidden.reason());
            }
        }
        return Optional.empty();
    }
}
