package dev.hooklane.certificate;

import dev.hooklane.endpoint.EndpointTls;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates of an endpoint, ready for TLS. */
public final class OwnCertificates {
    private final List<X509Certificate> authorities;
    private final List<X509Certificate> chain;
    private final Optional<PrivateKey> key;

    private OwnCertificates(
            List<X509Certificate> authorities,
            List<X509Certificate> chain,
            Optional<PrivateKey> key) {
        this.authorities = authorities;
        this.chain = chain;
        this.key = key;
    }

    /**
     * Reads what was checked when the endpoint was saved.
     *
     * @throws IllegalStateException if it can't be read now
     */
    public static OwnCertificates of(EndpointTls tls) {
        try {
            return new OwnCertificates(
                    certificates("ca", tls.ca(), CertificateCheck.CA_MAX),
                    certificates(
                            "clientCertificate",
                            tls.clientCertificate(),
                            CertificateCheck.CHAIN_MAX),
                    tls.clientKey().isPresent()
                            ? Optional.of(PemText.key("clientKey", tls.clientKey().get()))
                            : Optional.empty());
        } catch (CertificateProblemException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<X509Certificate> certificates(String field, Optional<String> pem, int most)
            throws CertificateProblemException {
        return pem.isPresent() ? PemText.certificates(field, pem.get(), most) : List.of();
    }

    /** Returns what trusts its authorities besides those that others trust, too. */
    public X509TrustManager trustBesides(X509TrustManager others) {
        return authorities.isEmpty() ? others : TrustBesides.of(authorities, others);
    }

    /** Returns what shows its client certificate; the given ones if it has none. */
    public KeyManager @Nullable [] keysOr(KeyManager @Nullable [] others) {
        return key.isPresent() ? new KeyManager[] {new OneKey(chain, key.get())} : others;
    }
}
