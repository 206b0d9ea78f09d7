package dev.hooklane.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint's own certificates, in PEM form; they were checked when it was saved.
 *
 * @param ca authorities that are trusted for this endpoint besides those of the installation
 * @param clientCertificate shown to servers that ask for one, with its chain
 * @param clientKey the private key of that certificate
 * @param expiresAt when the first of the certificates expires
 */
public record EndpointTls(
        Optional<String> ca,
        Optional<String> clientCertificate,
        Optional<String> clientKey,
        Instant expiresAt) {

    public EndpointTls {
        if (clientCertificate.isPresent() != clientKey.isPresent()) {
            throw new IllegalArgumentException("a client certificate and its key come together");
        }
        if (ca.isEmpty() && clientCertificate.isEmpty()) {
            throw new IllegalArgumentException("tls has no certificate");
        }
    }

    @Override
    public String toString() {
        return "EndpointTls[ca %s, client certificate %s, until %s]"
                .formatted(
                        ca.isPresent() ? "set" : "not set",
                        clientCertificate.isPresent() ? "set" : "not set",
                        expiresAt);
    }
}
