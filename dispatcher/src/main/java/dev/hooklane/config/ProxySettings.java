package dev.hooklane.config;

import dev.hooklane.egress.IpNetwork;
import java.util.List;

/**
 * The proxies before the API, and how they name the client behind a request.
 *
 * @param trusted their networks; nobody else's word on a client's address counts
 * @param header the one header that they set or append to
 * @param proxyProtocol whether they begin each connection with a PROXY line, version 1 or 2
 */
public record ProxySettings(List<IpNetwork> trusted, Header header, boolean proxyProtocol) {
    /** The header with the addresses that a request came through. */
    public enum Header {
        /** {@code X-Forwarded-For: client, proxy}. */
        X_FORWARDED_FOR,
        /** {@code Forwarded: for=client, for=proxy}, RFC 7239. */
        FORWARDED
    }

    public ProxySettings {
        trusted = List.copyOf(trusted);
    }

    static ProxySettings read(SettingReader settings) {
        ProxySettings proxies =
                new ProxySettings(
                        // A header is anyone's to write, so it takes a decision to believe it.
                        settings.list(
                                "api.trusted-proxies",
                                "",
                                "networks such as 10.1.0.0/16 or 192.0.2.7",
                                IpNetwork::parse),
                        // Only one: a proxy passes on, unread, the header that it doesn't know.
                        settings.choice(
                                "api.forwarded-header", Header.X_FORWARDED_FOR, Header.class),
                        // A connection of a trusted proxy without such a line is plain HTTP.
                        settings.flag("api.proxy-protocol", false));
        if (proxies.proxyProtocol() && proxies.trusted().isEmpty()) {
            settings.problem(
                    "api.proxy-protocol",
                    "= true: needs api.trusted-proxies, as only theirs is read");
        }
        return proxies;
    }
}
