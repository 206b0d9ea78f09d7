package dev.hooklane.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts a customer's own authorities, and otherwise whom others trust. It holds only the own ones,
 * so that an endpoint costs no copy of the JDK's.
 */
final class TrustBesides implements X509TrustManager {
    private final X509TrustManager own;
    private final X509TrustManager others;

    private TrustBesides(X509TrustManager own, X509TrustManager others) {
        this.own = own;
        this.others = others;
    }

    static TrustBesides of(List<X509Certificate> authorities, X509TrustManager others) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("own-" + i, authorities.get(i));
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new TrustBesides((X509TrustManager) factory.getTrustManagers()[0], others);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("an endpoint's authorities can't be used", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        try {
            own.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            others.checkServerTrusted(chain, authType);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("only servers are trusted");
    }

    /** Returns its own authorities only; a client tells nobody whom it trusts. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return own.getAcceptedIssuers();
    }
}
