package dev.hooklane.edge;

import dev.hooklane.certificate.Authorities;
import dev.hooklane.config.PemFiles;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.config.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The contents of the API's certificate and key files.
 *
 * @param own the certificate with its chain and key
 * @param trusted all certificates of its file; other instances' may be of the same CA
 * @param validUntil when the certificate expires, or one in its chain
 * @param clientCas those whose certificates clients must have; empty if they need none
 */
record TlsFiles(
        KeyStore own,
        List<X509Certificate> trusted,
        Instant validUntil,
        Optional<KeyStore> clientCas) {
    /** Key stores want one; this one never leaves the heap. */
    static final String PASSWORD = "in memory";

    private static final String KEY = "api.tls.key-file";

    /**
     * Reads the files.
     *
     * @throws StartRefusedException with a line for the file that can't be used
     */
    static TlsFiles read(TlsSettings settings) {
        List<X509Certificate> chain =
                read("api.tls.certificate-file", settings.certificate(), PemFiles::certificates);
        PrivateKey key = read(KEY, settings.key(), PemFiles::privateKey);
        Instant validUntil =
                chain.stream()
                        .map(certificate -> certificate.getNotAfter().toInstant())
                        .min(Instant::compareTo)
                        .orElseThrow();
        try {
            KeyStore own = Authorities.emptyStore();
            own.setKeyEntry(
                    "hooklane", key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return new TlsFiles(own, chain, validUntil, clientCas(settings));
        } catch (GeneralSecurityException | IOException e) {
            throw refused(KEY, settings.key() + " is not the certificate's key", e);
        }
    }

    private static Optional<KeyStore> clientCas(TlsSettings settings)
            throws GeneralSecurityException, IOException {
        if (settings.clientCa().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Authorities.store(
                        read(
                                "api.tls.client-ca-file",
                                settings.clientCa().get(),
                                PemFiles::certificates)));
    }

    private static <T> T read(String setting, Path file, Function<Path, T> reader) {
        try {
            return reader.apply(file);
        } catch (IllegalArgumentException e) {
            throw refused(setting, String.valueOf(e.getMessage()), e);
        }
    }

    private static StartRefusedException refused(String setting, String why, Throwable cause) {
        return new StartRefusedException(List.of("%s: %s".formatted(setting, why)), cause);
    }

    @Override
    public String toString() {
        return "TlsFiles[valid until %s]".formatted(validUntil);
    }
}
