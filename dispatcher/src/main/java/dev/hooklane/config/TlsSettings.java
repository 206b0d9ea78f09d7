package dev.hooklane.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files that the API serves HTTPS with.
 *
 * @param certificate its certificate, followed by those in between it and its CA
 * @param key its private key, PKCS #8
 * @param clientCa the CAs of the certificates that clients must have; empty if they need none
 */
public record TlsSettings(Path certificate, Path key, Optional<Path> clientCa) {
    private static final String CERTIFICATE = "api.tls.certificate-file";
    private static final String KEY = "api.tls.key-file";
    private static final String CLIENT_CA = "api.tls.client-ca-file";

    static Optional<TlsSettings> read(SettingReader settings) {
        // Often a proxy before the API serves HTTPS, so that there is no file to expect.
        String certificate = settings.optional(CERTIFICATE);
        String key = settings.optional(KEY);
        // A key in the Authorization header says who a client is.
        String clientCa = settings.optional(CLIENT_CA);
        if (certificate.isEmpty() != key.isEmpty()) {
            settings.problem(
                    certificate.isEmpty() ? CERTIFICATE : KEY,
                    "is missing: %s and %s go together".formatted(CERTIFICATE, KEY));
            return Optional.empty();
        }
        if (certificate.isEmpty()) {
            if (!clientCa.isEmpty()) {
                settings.problem(CLIENT_CA, "needs " + CERTIFICATE);
            }
            return Optional.empty();
        }
        return Optional.of(
                new TlsSettings(
                        Path.of(certificate),
                        Path.of(key),
                        clientCa.isEmpty() ? Optional.empty() : Optional.of(Path.of(clientCa))));
    }
}
