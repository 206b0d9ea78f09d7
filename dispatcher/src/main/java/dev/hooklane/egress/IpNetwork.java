package dev.hooklane.egress;

import java.net.InetAddress;

/**
 * A range of IP addresses in CIDR form, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param base the range's first address
 * @param prefixBits how many leading bits all its addresses share
 */
public record IpNetwork(InetAddress base, int prefixBits) {

    public IpNetwork {
        int bits = base.getAddress().length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException(
                    "network %s/%d: the prefix is not 0 to %d bits"
                            .formatted(base.getHostAddress(), prefixBits, bits));
        }
        if (hasBitBehind(base.getAddress(), prefixBits)) {
            throw new IllegalArgumentException(
                    "network %s/%d: the address has bits set behind the prefix"
                            .formatted(base.getHostAddress(), prefixBits));
        }
    }

    /**
     * Reads {@code address/bits}; an address alone is a network of one.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress base =
                    InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash).strip());
            int bits =
                    slash < 0
                            ? base.getAddress().length * Byte.SIZE
                            : Integer.parseInt(text.substring(slash + 1));
            return new IpNetwork(base, bits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "network '%s' is not like 10.0.0.0/8".formatted(text), e);
        }
    }

    public boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    boolean contains(byte[] address) {
        byte[] mine = base.getAddress();
        if (address.length != mine.length) {
            return false;
        }
        int wholeBytes = prefixBits / Byte.SIZE;
        for (int i = 0; i < wholeBytes; i++) {
            if (address[i] != mine[i]) {
                return false;
            }
        }
        int rest = prefixBits % Byte.SIZE;
        int mask = (0xff << (Byte.SIZE - rest)) & 0xff;
        return rest == 0 || (address[wholeBytes] & mask) == (mine[wholeBytes] & mask);
    }

    private static boolean hasBitBehind(byte[] address, int prefixBits) {
        for (int bit = prefixBits; bit < address.length * Byte.SIZE; bit++) {
            if ((address[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefixBits;
    }
}
