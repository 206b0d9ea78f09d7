package dev.hooklane.egress;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * The third party that a URL's requests go to: its registrable domain by the public suffix list,
 * such as {@code example.co.uk}, or its address. Empty for what belongs to the operator: addresses
 * that are not public, and names of private networks.
 */
public final class TargetNames implements Function<URI, Optional<String>> {
    private final AddressRules rules;

    public TargetNames(AddressRules rules) {
        this.rules = rules;
    }

    @Override
    public Optional<String> apply(URI url) {
        HttpUrl parsed = HttpUrl.parse(url.toString());
        if (parsed == null) {
            return Optional.empty();
        }
        String host = parsed.host();
        if (isOperators(host)) {
            return Optional.empty();
        }
        String domain = parsed.topPrivateDomain();
        return Optional.of(domain == null ? host : domain);
    }

    private boolean isOperators(String host) {
        if (!UrlRules.isLiteral(host)) {
            return PrivateNames.has(host);
        }
        try {
            return rules.isOpenedByOperator(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
