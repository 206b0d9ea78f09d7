package dev.hooklane.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom TLS trusts: the JDK's authorities, others, or both. */
public final class Authorities {
    private Authorities() {}

    /** Returns a key store in memory with nothing in it. */
    public static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Returns a key store in memory that has these authorities. */
    public static KeyStore store(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        return store;
    }

    /** Returns what trusts the JDK's authorities and these. */
    public static X509TrustManager withJdks(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        X509TrustManager jdks = trusting(null);
        if (authorities.isEmpty()) {
            return jdks;
        }
        List<X509Certificate> all = new ArrayList<>(List.of(jdks.getAcceptedIssuers()));
        all.addAll(authorities);
        return only(all);
    }

    /** Returns what trusts these authorities. */
    static X509TrustManager only(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        return trusting(store(authorities));
    }

    /**
     * @param authorities null for the JDK's
     */
    private static X509TrustManager trusting(@Nullable KeyStore authorities)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
