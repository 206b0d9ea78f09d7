package dev.hooklane.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where deliveries may go: to public addresses, by HTTPS, unless a development setting opens more
 * or the operator's lists leave less.
 *
 * @param allowHttp whether {@code http://} URLs are allowed too; for development only
 * @param allowedNetworks networks that are allowed although they are not public; for development
 *     only
 * @param lists what the operator allows and denies
 */
public record AddressRules(boolean allowHttp, List<IpNetwork> allowedNetworks, EgressLists lists) {
    private static final String NOT_PUBLIC = "it is not a public address";
    private static final String DENIED = "deliveries to it are not allowed here";

    public AddressRules {
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /** Makes rules without lists. */
    public AddressRules(boolean allowHttp, List<IpNetwork> allowedNetworks) {
        this(allowHttp, allowedNetworks, EgressLists.NONE);
    }

    /** Returns the rules of production: HTTPS to public addresses, nothing else. */
    public static AddressRules publicOnly() {
        return new AddressRules(false, List.of());
    }

    /** Returns the same rules with the operator's lists. */
    public AddressRules with(EgressLists other) {
        return new AddressRules(allowHttp, allowedNetworks, other);
    }

    /** Returns why a host may not even be looked up; empty if its addresses decide. */
    public Optional<UrlProblem> forbiddenName(String host) {
        if (!lists.mayLookUp(host)) {
            return Optional.of(new UrlProblem(DENIED, "%s is denied by egress.*".formatted(host)));
        }
        return allowedNetworks.isEmpty() && PrivateNames.has(host)
                ? Optional.of(
                        new UrlProblem(
                                NOT_PUBLIC, "%s is a name of private networks".formatted(host)))
                : Optional.empty();
    }

    /** Returns why deliveries to this host may not go to this address; empty if they may. */
    public Optional<UrlProblem> forbidden(String host, InetAddress address) {
        Optional<UrlProblem> always = forbidden(address);
        if (always.isPresent() || lists.allows(host, address, judged(address))) {
            return always;
        }
        return Optional.of(
                new UrlProblem(
                        DENIED,
                        "%s (%s) is not among egress.allow"
                                .formatted(host, address.getHostAddress())));
    }

    /** Returns why deliveries never go to this address, whatever its name; empty if they may. */
    public Optional<UrlProblem> forbidden(InetAddress address) {
        if (lists.denies(address, judged(address))) {
            return Optional.of(
                    new UrlProblem(
                            DENIED,
                            "%s is denied by egress.deny".formatted(address.getHostAddress())));
        }
        Optional<String> reason = ForbiddenNetworks.reason(address, lists.nat64());
        if (reason.isEmpty() || isAllowed(address)) {
            return Optional.empty();
        }
        return reason.map(words ->
                new UrlProblem(
                        NOT_PUBLIC,
                        "%s is %s, and deliveries go to public addresses only"
                                .formatted(address.getHostAddress(), words)));
    }

    /**
     * Reports whether an address is the operator's own: it is not public, and allowed all the same.
     */
    public boolean isOpenedByOperator(InetAddress address) {
        return isAllowed(address);
    }

    private boolean isAllowed(InetAddress address) {
        InetAddress judged = judged(address);
        return allowedNetworks.stream()
                .anyMatch(network -> network.contains(address) || network.contains(judged));
    }

    private InetAddress judged(InetAddress address) {
        return ForbiddenNetworks.embeddedIpv4(address, lists.nat64()).orElse(address);
    }
}
