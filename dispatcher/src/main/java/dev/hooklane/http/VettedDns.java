package dev.hooklane.http;

import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.UrlProblem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
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
        refuseIf(host, rules.forbiddenName(host));
        List<InetAddress> addresses = dns.lookup(host);
        for (InetAddress address : addresses) {
            refuseIf(host, rules.forbidden(host, address));
        }
        AttemptDeadline.connectShare().among(addresses.size());
        return addresses;
    }

    private static void refuseIf(String host, Optional<UrlProblem> problem)
            throws ForbiddenAddressException {
        if (problem.isPresent()) {
            throw new ForbiddenAddressException(host, problem.get());
        }
    }
}
