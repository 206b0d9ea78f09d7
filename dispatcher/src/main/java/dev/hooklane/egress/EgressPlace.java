package dev.hooklane.egress;

import java.net.InetAddress;
import okhttp3.HttpUrl;

/** A part of the internet that an operator allows or denies: a network, or hosts by name. */
public sealed interface EgressPlace {

    /** Reports whether a host, in the form that OkHttp gives it, belongs to this place by name. */
    boolean covers(String host);

    boolean covers(InetAddress address);

    /** All addresses of a network. */
    record Network(IpNetwork network) implements EgressPlace {
        @Override
        public boolean covers(String host) {
            return false;
        }

        @Override
        public boolean covers(InetAddress address) {
            return network.contains(address);
        }

        @Override
        public String toString() {
            return network.toString();
        }
    }

    /** One name. */
    record Host(String name) implements EgressPlace {
        @Override
        public boolean covers(String host) {
            return host.equals(name);
        }

        @Override
        public boolean covers(InetAddress address) {
            return false;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All names below one, but not that name itself. */
    record HostsBelow(String name) implements EgressPlace {
        @Override
        public boolean covers(String host) {
            return host.endsWith("." + name);
        }

        @Override
        public boolean covers(InetAddress address) {
            return false;
        }

        @Override
        public String toString() {
            return "*." + name;
        }
    }

    /**
     * Reads a network such as {@code 203.0.113.0/24}, a host, or {@code *.} and a domain.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    static EgressPlace parse(String text) {
        if (text.indexOf('/') >= 0 || text.indexOf(':') >= 0 || text.matches("[0-9.]+")) {
            return new Network(IpNetwork.parse(text));
        }
        return text.startsWith("*.")
                ? new HostsBelow(canonical(text, text.substring(2)))
                : new Host(canonical(text, text));
    }

    private static String canonical(String text, String name) {
        HttpUrl url = HttpUrl.parse("https://" + name + "/");
        if (url == null
                || name.isEmpty()
                || url.host().endsWith(".")
                || url.host().indexOf('*') >= 0
                || !url.encodedPath().equals("/")
                || url.query() != null
                || !url.username().isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' is not a network, a host or *. and a domain".formatted(text));
        }
        return url.host();
    }
}
