package dev.hooklane.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.endpoint.EndpointTls;
import java.time.Instant;
import java.util.Optional;

/**
 * Certificates and keys that customers write: each is read, or refused in a sentence, and what was
 * saved makes a TLS client later.
 */
final class PemFuzz {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final String KEY = "-----BEGIN PRIVATE KEY-----";

    private PemFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, ISO_8859_1);
        int key = text.indexOf(KEY);
        check(Optional.of(text), Optional.empty(), Optional.empty());
        check(
                Optional.empty(),
                Optional.of(key < 0 ? text : text.substring(0, key)),
                Optional.of(key < 0 ? text : text.substring(key)));
    }

    private static void check(
            Optional<String> ca, Optional<String> certificate, Optional<String> key) {
        try {
            EndpointTls tls = CertificateCheck.check(ca, certificate, key, NOW);
            var _ = OwnCertificates.of(tls);
            if (tls.expiresAt().isBefore(NOW)) {
                throw new AssertionError("it has expired already: " + tls.expiresAt());
            }
        } catch (CertificateProblemException e) {
            if (String.valueOf(e.getMessage()).chars().anyMatch(c -> c < ' ')) {
                throw new AssertionError("not a line: " + e.getMessage(), e);
            }
        }
    }
}
