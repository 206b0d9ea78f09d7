package dev.hooklane.config;

import dev.hooklane.egress.EgressLists;
import dev.hooklane.egress.EgressPlace;
import dev.hooklane.egress.EgressTls;
import dev.hooklane.egress.IpNetwork;
import dev.hooklane.egress.Nat64;
import dev.hooklane.tunnel.EgressProxy;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way from this installation to endpoints.
 *
 * @param lists where deliveries may go
 * @param inFlightPerDomain how many requests an instance makes at the same time to one registrable
 *     domain; 0 for no limit
 * @param perSecondPerDomain how many in a second; 0 for no limit
 * @param connectionsPerAddress how many connections it has to one address; 0 for no limit
 * @param addresses the addresses that deliveries come from, for customers' firewalls
 */
public record EgressSettings(
        EgressLists lists,
        int inFlightPerDomain,
        double perSecondPerDomain,
        int connectionsPerAddress,
        Optional<EgressProxy> proxy,
        EgressTls tls,
        List<IpNetwork> addresses) {
    private static final String PROXY = "egress.proxy";
    private static final String CERTIFICATE = "egress.client-certificate-file";
    private static final String KEY = "egress.client-key-file";
    private static final String PLACES =
            "networks such as 203.0.113.0/24, hosts, and domains such as *.example.com";

    public EgressSettings {
        addresses = List.copyOf(addresses);
    }

    static EgressSettings read(SettingReader settings) {
        return new EgressSettings(
                new EgressLists(
                        // Every public address may be a customer's.
                        settings.list("egress.allow", "", PLACES, EgressPlace::parse),
                        // Nobody but the operator knows which public addresses are its own.
                        settings.list("egress.deny", "", PLACES, EgressPlace::parse),
                        // The well-known prefix is always known; others are a network's choice.
                        settings.list(
                                "egress.nat64-prefixes",
                                "",
                                "IPv6 prefixes of 32, 40, 48, 56, 64 or 96 bits, such as 2001:db8:64::/96",
                                Nat64::parse)),
                // A quarter of delivery.max-in-flight: no third party can hold all of it.
                settings.integer("egress.in-flight-per-domain", 1_000, 0, 100_000),
                // What a host can take is not known; 429 answers teach it to each lane.
                settings.decimal("egress.per-second-per-domain", 0, 0, 1_000_000),
                // The same bound for names that lead to one address.
                settings.integer("egress.connections-per-address", 1_000, 0, 100_000),
                proxy(settings),
                new EgressTls(
                        file(
                                settings,
                                "egress.ca-file",
                                "a PEM file with certificates of authorities",
                                PemFiles::certificates,
                                List.of()),
                        identity(settings)),
                // Only the operator knows them: a NAT may stand in between.
                settings.list(
                        "egress.addresses",
                        "",
                        "networks such as 203.0.113.7/32",
                        IpNetwork::parse));
    }

    private static Optional<EgressProxy> proxy(SettingReader settings) {
        String text = settings.optionalSecret(PROXY);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(EgressProxy.parse(text));
        } catch (IllegalArgumentException e) {
            settings.problem(
                    PROXY,
                    "%s (its value is not shown); allowed: http://user:password@host:port"
                            .formatted(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<EgressTls.Identity> identity(SettingReader settings) {
        List<X509Certificate> chain =
                file(
                        settings,
                        CERTIFICATE,
                        "a PEM file with a certificate and those that it is signed by",
                        PemFiles::certificates,
                        List.<X509Certificate>of());
        Optional<PrivateKey> key =
                file(
                        settings,
                        KEY,
                        "a PEM file with a private key in PKCS #8 form",
                        path -> Optional.of(PemFiles.privateKey(path)),
                        Optional.<PrivateKey>empty());
        if (chain.isEmpty() != key.isEmpty()) {
            settings.problem(
                    chain.isEmpty() ? CERTIFICATE : KEY,
                    "is missing: certificate and key are needed together");
        }
        return key.filter(_ -> !chain.isEmpty()).map(each -> new EgressTls.Identity(chain, each));
    }

    private static <T> T file(
            SettingReader settings,
            String key,
            String allowed,
            Function<Path, T> reader,
            T ifNotSet) {
        return settings.value(
                key, "", allowed, text -> text.isEmpty() ? ifNotSet : reader.apply(Path.of(text)));
    }
}
