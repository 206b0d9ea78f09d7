package dev.hooklane.edge;

import dev.hooklane.certificate.Authorities;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes each connection to another instance with what the files have then: a client keeps its
 * context for good, so this one hands on to a context that is replaced as a whole. A connection
 * never has the certificate of one file and the key of another.
 */
final class PeerContext extends SSLContextSpi {
    private final CertificateFiles files;
    private volatile Made made;

    private record Made(CertificateFiles.ForPeers from, SSLContext context) {}

    private PeerContext(CertificateFiles files) throws GeneralSecurityException, IOException {
        this.files = files;
        CertificateFiles.ForPeers from = files.forPeers();
        this.made = new Made(from, context(from));
    }

    /** Returns a context that follows the files. */
    static SSLContext of(CertificateFiles files) throws GeneralSecurityException, IOException {
        PeerContext following = new PeerContext(files);
        SSLContext first = following.made.context();
        return new SSLContext(following, first.getProvider(), first.getProtocol()) {};
    }

    /** Two threads may both make one; the one that is replaced ends with its connections. */
    private SSLContext current() {
        CertificateFiles.ForPeers now = files.forPeers();
        Made latest = made;
        if (!latest.from().equals(now)) {
            try {
                latest = new Made(now, context(now));
                made = latest;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(
                        "api.tls.certificate-file can't be used between instances", e);
            }
        }
        return latest.context();
    }

    private static SSLContext context(CertificateFiles.ForPeers from)
            throws GeneralSecurityException, IOException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(from.files().own(), TlsFiles.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager trusted = Authorities.withJdks(from.trusted());
        context.init(keys.getKeyManagers(), new TrustManager[] {trusted}, null);
        return context;
    }

    @Override
    protected void engineInit(
            KeyManager @Nullable [] keys,
            TrustManager @Nullable [] trust,
            @Nullable SecureRandom random) {
        throw new UnsupportedOperationException("the files say what it has");
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return current().createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return current().createSSLEngine(host, port);
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return current().getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return current().getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return current().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return current().getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return current().getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return current().getSupportedSSLParameters();
    }
}
