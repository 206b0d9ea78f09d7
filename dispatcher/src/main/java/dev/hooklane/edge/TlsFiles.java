package dev.hooklane.edge;

import dev.hooklane.certificate.Authorities;
import dev.hooklane.certificate.PrivateKeys;
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

    private static final String CERTIFICATE = "api.tls.certificate-file";
    private static final String KEY = "api.tls.key-file";

    /**
     * Reads the files.
     *
     * @throws StartRefusedException with a line for the file that can't be used
     */
    static TlsFiles read(TlsSettings settings) {
        List<X509Certificate> all =
                read(CERTIFICATE, settings.certificate(), PemFiles::certificates);
        List<X509Certificate> chain = chain(settings.certificate(), all);
        PrivateKey key = read(KEY, settings.key(), PemFiles::privateKey);
        if (!PrivateKeys.isOf(chain.getFirst(), key)) {
            throw refused(
                    KEY,
                    "%s is not the key of the first certificate in %s"
                            .formatted(settings.key(), settings.certificate()));
        }
        Instant validUntil =
                chain.stream()
                        .map(certificate -> certificate.getNotAfter().toInstant())
                        .min(Instant::compareTo)
                        .orElseThrow();
        try {
            KeyStore own = Authorities.emptyStore();
            own.setKeyEntry(
                    "hooklane", key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return new TlsFiles(own, all, validUntil, clientCas(settings));
        } catch (GeneralSecurityException | IOException e) {
            throw refused(CERTIFICATE, settings.certificate() + " can't be used", e);
        }
    }

    /** Returns the certificate and those that vouch for it; others are trusted, and not shown. */
    private static List<X509Certificate> chain(Path file, List<X509Certificate> all) {
        int end = 1;
        while (end < all.size() && vouchesFor(all.get(end), all.get(end - 1))) {
            end++;
        }
        for (X509Certificate other : all.subList(end, all.size())) {
            if (!isSelfSigned(other)) {
                throw refused(
                        CERTIFICATE,
                        ("%s has '%s' out of order: after each certificate comes the one that it is"
                                        + " signed by, and then only self-signed ones")
                                .formatted(file, other.getSubjectX500Principal().getName()));
            }
        }
        return all.subList(0, end);
    }

    private static boolean vouchesFor(X509Certificate issuer, X509Certificate certificate) {
        return !isSelfSigned(certificate)
                && certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
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

    private static StartRefusedException refused(String setting, String why) {
        return new StartRefusedException(List.of("%s: %s".formatted(setting, why)));
    }

    private static StartRefusedException refused(String setting, String why, Throwable cause) {
        return new StartRefusedException(List.of("%s: %s".formatted(setting, why)), cause);
    }

    @Override
    public String toString() {
        return "TlsFiles[valid until %s]".formatted(validUntil);
    }
}
