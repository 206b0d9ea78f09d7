package dev.hooklane.edge;

import dev.hooklane.config.StartRefusedException;
import dev.hooklane.config.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the PEM files, as key stores.
 *
 * @param validUntil when the certificate expires
 * @param clientCas those whose certificates clients must have; empty if they need none
 */
record PemFiles(KeyStore own, Instant validUntil, Optional<KeyStore> clientCas) {
    /** Key stores want one; this one never leaves the heap. */
    static final String PASSWORD = "in memory";

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "Ed25519");

    /**
     * Reads the files.
     *
     * @throws StartRefusedException with a line for the file that can't be used
     */
    static PemFiles read(TlsSettings settings) {
        Certificate[] chain = certificates("api.tls.certificate-file", settings.certificate());
        PrivateKey key = key(settings.key());
        Instant validUntil =
                Arrays.stream(chain)
                        .map(X509Certificate.class::cast)
                        .map(certificate -> certificate.getNotAfter().toInstant())
                        .min(Instant::compareTo)
                        .orElseThrow();
        try {
            KeyStore own = empty();
            own.setKeyEntry("hooklane", key, PASSWORD.toCharArray(), chain);
            return new PemFiles(own, validUntil, clientCas(settings));
        } catch (GeneralSecurityException | IOException e) {
            throw refused("api.tls.key-file", settings.key(), "is not the certificate's key", e);
        }
    }

    private static Optional<KeyStore> clientCas(TlsSettings settings)
            throws GeneralSecurityException, IOException {
        if (settings.clientCa().isEmpty()) {
            return Optional.empty();
        }
        KeyStore trusted = empty();
        int number = 0;
        for (Certificate each : certificates("api.tls.client-ca-file", settings.clientCa().get())) {
            trusted.setCertificateEntry("client-ca-" + number, each);
            number++;
        }
        return Optional.of(trusted);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate[] certificates(String setting, Path file) {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(Files.readAllBytes(file)));
            if (found.isEmpty()) {
                throw refused(setting, file, "has no certificate in PEM form", null);
            }
            return found.toArray(Certificate[]::new);
        } catch (IOException | GeneralSecurityException e) {
            throw refused(setting, file, "can't be read as certificates in PEM form", e);
        }
    }

    private static PrivateKey key(Path file) {
        String setting = "api.tls.key-file";
        byte[] encoded = encodedKey(setting, file);
        return KEY_KINDS.stream()
                .flatMap(kind -> key(kind, encoded).stream())
                .findFirst()
                .orElseThrow(() ->
                        refused(
                                setting,
                                file,
                                "is no key of " + String.join(", ", KEY_KINDS),
                                null));
    }

    private static byte[] encodedKey(String setting, Path file) {
        try {
            Matcher pem = KEY.matcher(Files.readString(file));
            if (pem.find()) {
                return Base64.getMimeDecoder().decode(pem.group(1));
            }
        } catch (IOException e) {
            throw refused(setting, file, "can't be read", e);
        }
        throw refused(
                setting,
                file,
                "has no '-----BEGIN PRIVATE KEY-----'; `openssl pkcs8 -topk8 -nocrypt` turns other"
                        + " forms into it",
                null);
    }

    /** Returns the key if it is of that kind. */
    private static Optional<PrivateKey> key(String kind, byte[] encoded) {
        try {
            return Optional.of(
                    KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static StartRefusedException refused(
            String setting, Path file, String why, @Nullable Throwable cause) {
        String line = "%s: %s %s".formatted(setting, file, why);
        return cause == null
                ? new StartRefusedException(List.of(line))
                : new StartRefusedException(List.of(line), cause);
    }

    @Override
    public String toString() {
        return "PemFiles[valid until %s]".formatted(validUntil);
    }
}
