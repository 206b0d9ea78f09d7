package dev.hooklane.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.certificate.PrivateKeys;
import java.io.IOException;
import java.io.InputStream;
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
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("%s has no certificate".formatted(file));
            }
            return certificates;
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (GeneralSecurityException e) {
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
        return PrivateKeys.of(encodedKey(file))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s has no key of %s"
                                        .formatted(file, String.join(", ", PrivateKeys.TYPES))));
    }

    private static byte[] encodedKey(Path file) {
        try {
            Matcher key = PKCS8.matcher(Files.readString(file, ISO_8859_1));
            if (key.find()) {
                return Base64.getMimeDecoder().decode(key.group(1));
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        throw new IllegalArgumentException(
                ("%s has no BEGIN PRIVATE KEY (PKCS #8, without a password); `openssl pkcs8 -topk8"
                                + " -nocrypt` turns other forms into it")
                        .formatted(file));
    }

    private static IllegalArgumentException unreadable(Path file, IOException e) {
        return new IllegalArgumentException("%s can't be read".formatted(file), e);
    }
}
