package dev.hooklane.edge;

import dev.hooklane.config.ProxySettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the address of the client behind a request: the peer's, or, where that is a trusted proxy,
 * the last address in the header that no trusted proxy has. Addresses before that are the client's
 * to invent.
 */
final class ClientAddress {
    private static final int IPV6_SITE_BYTES = 8;

    private final ProxySettings proxies;

    ClientAddress(ProxySettings proxies) {
        this.proxies = proxies;
    }

    /** Returns the header that names the addresses. */
    String header() {
        return switch (proxies.header()) {
            case X_FORWARDED_FOR -> "X-Forwarded-For";
            case FORWARDED -> "Forwarded";
        };
    }

    /** Reports whether a trusted proxy has the address. */
    boolean isTrusted(InetAddress address) {
        return proxies.trusted().stream().anyMatch(network -> network.contains(address));
    }

    /**
     * Returns the client's address.
     *
     * @param peer the other end of the connection
     * @param sent the values of {@link #header}, in the order of the request
     */
    InetAddress of(InetAddress peer, List<String> sent) {
        List<String> hops = new ArrayList<>();
        sent.forEach(value -> hops.addAll(Arrays.asList(value.split(",", -1))));
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InetAddress> hop = address(hops.get(i));
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get();
        }
        return client;
    }

    private Optional<InetAddress> address(String hop) {
        return switch (proxies.header()) {
            case X_FORWARDED_FOR -> literal(hop.strip());
            case FORWARDED ->
                    Arrays.stream(hop.split(";", -1))
                            .map(String::strip)
                            .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
                            .findFirst()
                            .flatMap(pair -> literal(pair.substring("for=".length())));
        };
    }

    /** Reads an address with or without quotes, brackets and a port. */
    private static Optional<InetAddress> literal(String node) {
        String text = node.replace("\"", "");
        int bracket = text.indexOf(']');
        if (text.startsWith("[") && bracket > 0) {
            text = text.substring(1, bracket);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.substring(0, text.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns what a limit per address counts under: an IPv4 address, or the /64 of an IPv6 one, as
     * a site has all addresses in that.
     */
    static String counted(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] site = Arrays.copyOf(address.getAddress(), address.getAddress().length);
        Arrays.fill(site, IPV6_SITE_BYTES, site.length, (byte) 0);
        try {
            return InetAddress.getByAddress(site).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has 4 or 16 bytes", e);
        }
    }
}
