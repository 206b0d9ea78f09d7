package dev.hooklane.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where deliveries may go: to public addresses, by HTTPS, unless a development setting opens more.
 *
 * @param allowHttp whether {@code http://} URLs are allowed too; for development only
 * @param allowedNetworks networks that are allowed although they are not public; for development
 *     only
 */
public record AddressRules(boolean allowHttp, List<IpNetwork> allowedNetworks) {
    public AddressRules {
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /** Returns the rules of production: HTTPS to public addresses, nothing else. */
    public static AddressRules publicOnly() {
        return new AddressRules(false, List.of());
    }

    /**
     * Returns why deliveries may not go to this address, such as {@code 127.0.0.1 is loopback};
     * empty if they may.
     */
    public Optional<String> forbidden(InetAddress address) {
        Optional<String> reason = ForbiddenNetworks.reason(address);
        if (reason.isEmpty() || isAllowed(address)) {
            return Optional.empty();
        }
        return reason.map(words ->
                "%s is %s, and deliveries go to public addresses only"
                        .formatted(address.getHostAddress(), words));
    }

    private boolean isAllowed(InetAddress address) {
        InetAddress judged = ForbiddenNetworks.embeddedIpv4(address).orElse(address);
        return allowedNetworks.stream()
                .anyMatch(network -> network.contains(address) || network.contains(judged));
    }
}
