package dev.hooklane.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The IPv4 address in an IPv6 one of a NAT64 prefix. The address follows the prefix, but skips bits
 * 64 to 71 (<a href="https://www.rfc-editor.org/rfc/rfc6052#section-2.2">RFC 6052, 2.2</a>).
 */
public final class Nat64 {
    static final IpNetwork WELL_KNOWN = IpNetwork.parse("64:ff9b::/96");

    private static final Set<Integer> LENGTHS = Set.of(32, 40, 48, 56, 64, 96);
    private static final int SKIPPED_BYTE = 8;
    private static final int IPV4_BYTES = 4;

    private Nat64() {}

    /**
     * Reads a NAT64 prefix.
     *
     * @throws IllegalArgumentException if it is not an IPv6 network of one of the lengths that RFC
     *     6052 knows
     */
    public static IpNetwork parse(String text) {
        IpNetwork prefix = IpNetwork.parse(text);
        if (!(prefix.base() instanceof Inet6Address) || !LENGTHS.contains(prefix.prefixBits())) {
            throw new IllegalArgumentException(
                    "'%s' is not an IPv6 prefix of 32, 40, 48, 56, 64 or 96 bits".formatted(text));
        }
        return prefix;
    }

    /** Returns the embedded address, if one of the prefixes has this address. */
    static Optional<InetAddress> embedded(byte[] address, List<IpNetwork> prefixes) {
        for (IpNetwork prefix : prefixes) {
            if (prefix.contains(address)) {
                return Optional.of(embedded(address, prefix));
            }
        }
        return Optional.empty();
    }

    private static InetAddress embedded(byte[] address, IpNetwork prefix) {
        byte[] ipv4 = new byte[IPV4_BYTES];
        int from = prefix.prefixBits() / Byte.SIZE;
        for (int i = 0; i < IPV4_BYTES; i++) {
            if (from == SKIPPED_BYTE) {
                from++;
            }
            ipv4[i] = address[from++];
        }
        try {
            return InetAddress.getByAddress(ipv4);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
