package dev.hooklane.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Name look-ups whose answer is refused as a whole if deliveries may not go to one of its
 * addresses.
 */
final class VettedDns implements Dns {
    private final Dns dns;
    private final AddressRules rules;

    VettedDns(Dns dns, AddressRules rules) {
        this.dns = dns;
        this.rules = rules;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = dns.lookup(host);
        for (InetAddress address : addresses) {
            String words = rules.forbidden(address).orElse(null);
            if (words != null) {
                throw new ForbiddenAddressException(
                        "%s has a forbidden address: %s".formatted(host, words));
            }
        }
        AttemptDeadline.connectShare().among(addresses.size());
        return addresses;
    }
}
