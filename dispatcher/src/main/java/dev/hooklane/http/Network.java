package dev.hooklane.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dns;

/**
 * What an attempt needs from the machine it runs on.
 *
 * @param resolver answers name look-ups
 * @param trust decides whose certificates are trusted
 * @param tls makes TLS sockets that use it
 */
record Network(Dns resolver, X509TrustManager trust, SSLSocketFactory tls) {

    /** Returns the machine's resolver and the JDK's certificates. */
    static Network system() {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            X509TrustManager trust = (X509TrustManager) factory.getTrustManagers()[0];
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return new Network(Dns.SYSTEM, trust, context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's TLS can't be set up", e);
        }
    }
}
