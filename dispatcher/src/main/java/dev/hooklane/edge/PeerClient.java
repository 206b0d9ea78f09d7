package dev.hooklane.edge;

import dev.hooklane.certificate.Authorities;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.config.TlsSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

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
            TrustManager trusted = Authorities.withJdks(chain(files.own()));
            context.init(keys.getKeyManagers(), new TrustManager[] {trusted}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new StartRefusedException(
                    List.of("api.tls.certificate-file can't be used between instances: " + e), e);
        }
    }

    private static List<X509Certificate> chain(KeyStore own) throws GeneralSecurityException {
        return Arrays.stream(own.getCertificateChain(own.aliases().nextElement()))
                .map(X509Certificate.class::cast)
                .toList();
    }
}
