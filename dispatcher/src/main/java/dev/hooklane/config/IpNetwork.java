package dev.hooklane.config;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of IP addresses that share their leading bits, such as {@code 10.0.0.0/8}.
 *
 * @param base its first address: the bits behind the prefix are zero
 * @param prefixBits how many leading bits are shared
 */
public record IpNetwork(InetAddress base, int prefixBits) {
    public IpNetwork {
        int bits = base.getAddress().length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException(
                    "network %s/%d has a prefix that is not in 0..%d"
                            .formatted(base.getHostAddress(), prefixBits, bits));
        }
        if (!Arrays.equals(base.getAddress(), masked(base.getAddress(), prefixBits))) {
            throw new IllegalArgumentException(
                    "network %s/%d has bits set behind its prefix"
                            .formatted(base.getHostAddress(), prefixBits));
        }
    }

    /**
     * The network behind a text such as {@code 10.0.0.0/8}; one address alone is a network of one.
     *
     * @throws IllegalArgumentException if the text is no address, or its prefix doesn't fit
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return new IpNetwork(base, base.getAddress().length * Byte.SIZE);
        }
        String prefix = text.substring(slash + 1);
        if (!prefix.matches("\\d{1,3}")) {
            throw new IllegalArgumentException(
                    "'%s' has no number behind its slash".formatted(text));
        }
        return new IpNetwork(base, Integer.parseInt(prefix));
    }

    /** Whether the address is in this network; an IPv4 one never is in an IPv6 network. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == base.getAddress().length
                && Arrays.equals(masked(bytes, prefixBits), base.getAddress());
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] result = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            int kept = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
            result[i] = (byte) (address[i] & (0xff00 >> kept));
        }
        return result;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefixBits;
    }
}
