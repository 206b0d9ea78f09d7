package dev.hooklane.http;

import dev.hooklane.egress.EgressTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
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
        return system(EgressTls.DEFAULT);
    }

    /** Returns the machine's resolver, and certificates as they are set. */
    static Network system(EgressTls tls) {
        try {
            X509TrustManager trust = tls.trust();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(tls.keys(), new TrustManager[] {trust}, null);
            return new Network(Dns.SYSTEM, trust, context.getSocketFactory());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS to endpoints can't be set up", e);
        }
    }
}
