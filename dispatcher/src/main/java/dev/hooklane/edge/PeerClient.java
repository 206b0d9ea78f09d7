package dev.hooklane.edge;

import dev.hooklane.config.StartRefusedException;
import dev.hooklane.config.TlsSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How an instance calls the API of another: over HTTPS if its own API is, as all instances of an
 * installation are set alike. It trusts the CAs of the JDK and those in its own certificate file,
 * and shows its own certificate if it is asked for one. The files are read once, at start.
 */
public record PeerClient(Optional<SSLContext> tls) {
    /**
     * Makes the client's side of these settings.
     *
     * @throws StartRefusedException with a line for the file that can't be used
     */
    public static PeerClient of(Optional<TlsSettings> settings) {
        return new PeerClient(settings.map(files -> context(TlsFiles.read(files))));
    }

    /** Returns {@code https} or {@code http}. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /** Makes a client that calls other instances. */
    public HttpClient.Builder builder() {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        tls.ifPresent(builder::sslContext);
        return builder;
    }

    private static SSLContext context(TlsFiles files) {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(files.own(), TlsFiles.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(trusted(files)).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new StartRefusedException(
                    List.of("api.tls.certificate-file can't be used between instances: " + e), e);
        }
    }

    private static KeyStore trusted(TlsFiles files) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        int number = 0;
        for (TrustManager manager : trust(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager certificates) {
                for (X509Certificate each : certificates.getAcceptedIssuers()) {
                    trusted.setCertificateEntry("jdk-" + number, each);
                    number++;
                }
            }
        }
        String alias = files.own().aliases().nextElement();
        for (Certificate each : files.own().getCertificateChain(alias)) {
            trusted.setCertificateEntry("own-" + number, each);
            number++;
        }
        return trusted;
    }

    private static TrustManagerFactory trust(@Nullable KeyStore trusted)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }
}
