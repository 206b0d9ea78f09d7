package dev.hooklane.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.certificate.PrivateKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys in PEM form; each failure names the file, never a key. */
public final class PemFiles {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private PemFiles() {}

    /**
     * Returns all certificates in a file, in its order.
     *
     * @throws IllegalArgumentException if there are none, or the file can't be read
     */
    public static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> certificates = certificates(file, read(file));
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("%s has no certificate".formatted(file));
        }
        return certificates;
    }

    /** Reads what is in a file. */
    static List<X509Certificate> certificates(Path file, byte[] pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException | RuntimeException e) {
            // The JDK's parser declares less than it throws on strange bytes.
            throw new IllegalArgumentException(
                    "%s has something that is not a certificate".formatted(file), e);
        }
    }

    /**
     * Returns the private key in a file.
     *
     * @throws IllegalArgumentException if there is none in PKCS #8 form without a password, or the
     *     file can't be read
     */
    public static PrivateKey privateKey(Path file) {
        return privateKey(file, read(file));
    }

    /** Reads what is in a file. */
    static PrivateKey privateKey(Path file, byte[] pem) {
        return PrivateKeys.of(encodedKey(file, pem))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s has no key of %s"
                                        .formatted(file, String.join(", ", PrivateKeys.TYPES))));
    }

    private static byte[] encodedKey(Path file, byte[] pem) {
        Matcher key = PKCS8.matcher(new String(pem, ISO_8859_1));
        if (key.find()) {
            return decoded(file, key.group(1));
        }
        throw new IllegalArgumentException(
                ("%s has no BEGIN PRIVATE KEY (PKCS #8, without a password); `openssl pkcs8 -topk8"
                                + " -nocrypt` turns other forms into it")
                        .formatted(file));
    }

    private static byte[] decoded(Path file, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s has a key that is not base64".formatted(file), e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s can't be read".formatted(file), e);
        }
    }
}
