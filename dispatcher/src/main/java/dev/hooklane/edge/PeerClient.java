package dev.hooklane.edge;

import dev.hooklane.config.StartRefusedException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How an instance calls the API of another: over HTTPS if its own API is, as all instances of an
 * installation are set alike. It trusts the CAs of the JDK and those in its own certificate file,
 * and shows its own certificate if it is asked for one. New connections use what the files have
 * then.
 */
public record PeerClient(Optional<SSLContext> tls) {
    /**
     * Makes the client's side of these files.
     *
     * @param certificates empty if the API serves plain HTTP
     * @throws StartRefusedException if they can't be used
     */
    public static PeerClient of(Optional<CertificateFiles> certificates) {
        return new PeerClient(certificates.map(PeerClient::context));
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

    private static SSLContext context(CertificateFiles files) {
        try {
            return PeerContext.of(files);
        } catch (GeneralSecurityException | IOException e) {
            throw new StartRefusedException(
                    List.of("api.tls.certificate-file can't be used between instances: " + e), e);
        }
    }
}
