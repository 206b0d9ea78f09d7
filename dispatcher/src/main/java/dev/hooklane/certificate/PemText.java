package dev.hooklane.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM texts that customers wrote. */
final class PemText {
    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern CERTIFICATE = block("CERTIFICATE");
    private static final Pattern KEY = block("PRIVATE KEY");

    private PemText() {}

    private static Pattern block(String name) {
        return Pattern.compile(
                "-----BEGIN %1$s-----([A-Za-z0-9+/=\\s]++)-----END %1$s-----".formatted(name));
    }

    /** Returns all certificates, in order. */
    static List<X509Certificate> certificates(String field, String pem, int most)
            throws CertificateProblemException {
        if (pem.contains("PRIVATE KEY-----")) {
            throw new CertificateProblemException(
                    field, "has a private key; it takes certificates only");
        }
        int blocks = pem.split(BEGIN, -1).length - 1;
        if (blocks == 0) {
            throw new CertificateProblemException(
                    field, "has no certificate in PEM form (BEGIN CERTIFICATE)");
        }
        if (blocks > most) {
            throw new CertificateProblemException(
                    field, "has %d certificates, the limit is %d".formatted(blocks, most));
        }
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = CERTIFICATE.matcher(pem);
        while (matcher.find()) {
            certificates.add(certificate(field, matcher.group(1)));
        }
        if (certificates.size() != blocks) {
            throw new CertificateProblemException(field, "has something that is not a certificate");
        }
        return certificates;
    }

    private static X509Certificate certificate(String field, String base64)
            throws CertificateProblemException {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64.getBytes(US_ASCII));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | RuntimeException e) {
            // The JDK's parser declares less than it throws on strange bytes.
            throw new CertificateProblemException(field, "has something that is not a certificate");
        }
    }

    /** Returns the only private key. */
    static PrivateKey key(String field, String pem) throws CertificateProblemException {
        Matcher matcher = KEY.matcher(pem);
        if (matcher.find()) {
            Optional<PrivateKey> key = key(matcher.group(1));
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new CertificateProblemException(
                field,
                "is not an RSA, EC or Ed25519 key in PKCS #8 form without a password (BEGIN PRIVATE"
                        + " KEY); openssl pkcs8 -topk8 -nocrypt makes one");
    }

    private static Optional<PrivateKey> key(String base64) {
        try {
            return PrivateKeys.of(Base64.getMimeDecoder().decode(base64.getBytes(US_ASCII)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
