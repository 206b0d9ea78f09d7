package dev.hooklane.egress;

import dev.hooklane.certificate.Authorities;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom deliveries trust over TLS, and as whom they come.
 *
 * @param authorities certificates that are trusted besides the JDK's
 * @param identity shown to servers that ask for a client certificate
 */
public record EgressTls(List<X509Certificate> authorities, Optional<Identity> identity) {
    /** The JDK's certificates, and no client certificate. */
    public static final EgressTls DEFAULT = new EgressTls(List.of(), Optional.empty());

    public EgressTls {
        authorities = List.copyOf(authorities);
    }

    /**
     * A client certificate and its key.
     *
     * @param chain the client's certificate first
     */
    public record Identity(List<X509Certificate> chain, PrivateKey key) {
        public Identity {
            chain = List.copyOf(chain);
        }

        /** Returns when the first certificate of the chain expires. */
        public Instant validUntil() {
            return chain.stream()
                    .map(each -> each.getNotAfter().toInstant())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return "Identity[%s, key hidden]"
                    .formatted(chain.getFirst().getSubjectX500Principal().getName());
        }
    }

    public X509TrustManager trust() throws GeneralSecurityException, IOException {
        return Authorities.withJdks(authorities);
    }

    /** Returns what shows the client certificate; null if there is none. */
    public KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
        if (identity.isEmpty()) {
            return null;
        }
        KeyStore store = Authorities.emptyStore();
        store.setKeyEntry(
                "client",
                identity.get().key(),
                new char[0],
                identity.get().chain().toArray(Certificate[]::new));
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }
}
