package dev.hooklane.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
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
            return new TrustBesides(Authorities.only(authorities), others);
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
