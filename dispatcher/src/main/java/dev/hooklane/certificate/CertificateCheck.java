package dev.hooklane.certificate;

import dev.hooklane.endpoint.EndpointTls;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks the certificates and the key of an endpoint before it is saved. */
public final class CertificateCheck {
    static final int CA_CHARS_MAX = 32 * 1_024;
    static final int CA_MAX = 10;
    static final int CHAIN_CHARS_MAX = 16 * 1_024;
    static final int CHAIN_MAX = 5;
    static final int KEY_CHARS_MAX = 8 * 1_024;

    private static final int RSA_BITS_MIN = 2_048;

    /** A handshake with a longer key takes our processor long. */
    private static final int RSA_BITS_MAX = 4_096;

    private static final String CA = "ca";
    private static final String CERTIFICATE = "clientCertificate";
    private static final String KEY = "clientKey";
    private static final int SUBJECT_CHARS_MAX = 100;

    private CertificateCheck() {}

    /**
     * Returns the settings for these texts.
     *
     * @throws CertificateProblemException for the first that can't be used
     */
    public static EndpointTls check(
            Optional<String> ca,
            Optional<String> clientCertificate,
            Optional<String> clientKey,
            Instant now)
            throws CertificateProblemException {
        List<X509Certificate> all = new ArrayList<>();
        if (ca.isPresent()) {
            requireLength(CA, ca.get(), CA_CHARS_MAX);
            all.addAll(valid(CA, PemText.certificates(CA, ca.get(), CA_MAX), now));
        }
        if (clientCertificate.isPresent()) {
            requireLength(CERTIFICATE, clientCertificate.get(), CHAIN_CHARS_MAX);
            List<X509Certificate> chain =
                    valid(
                            CERTIFICATE,
                            PemText.certificates(CERTIFICATE, clientCertificate.get(), CHAIN_MAX),
                            now);
            if (clientKey.isEmpty()) {
                throw new CertificateProblemException(
                        KEY, "is missing; a client certificate needs its private key");
            }
            requireLength(KEY, clientKey.get(), KEY_CHARS_MAX);
            requireFit(chain.getFirst(), PemText.key(KEY, clientKey.get()));
            all.addAll(chain);
        } else if (clientKey.isPresent()) {
            throw new CertificateProblemException(
                    CERTIFICATE, "is missing; a private key needs its certificate");
        }
        Instant first =
                all.stream()
                        .map(each -> each.getNotAfter().toInstant())
                        .min(Comparator.naturalOrder())
                        .orElseThrow(() ->
                                new CertificateProblemException(
                                        CA, "is missing, and so is tls.clientCertificate"));
        return new EndpointTls(ca, clientCertificate, clientKey, first);
    }

    private static void requireLength(String field, String text, int most)
            throws CertificateProblemException {
        if (text.length() > most) {
            throw new CertificateProblemException(
                    field, "has %d characters, the limit is %d".formatted(text.length(), most));
        }
    }

    private static List<X509Certificate> valid(
            String field, List<X509Certificate> certificates, Instant now)
            throws CertificateProblemException {
        for (X509Certificate each : certificates) {
            Instant end = each.getNotAfter().toInstant();
            if (end.isBefore(now)) {
                throw new CertificateProblemException(
                        field, "has %s, which expired at %s".formatted(subject(each), end));
            }
            Instant begin = each.getNotBefore().toInstant();
            if (begin.isAfter(now)) {
                throw new CertificateProblemException(
                        field,
                        "has %s, which is not valid before %s".formatted(subject(each), begin));
            }
        }
        return certificates;
    }

    private static void requireFit(X509Certificate certificate, PrivateKey key)
            throws CertificateProblemException {
        if (key instanceof RSAKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) {
                throw new CertificateProblemException(
                        KEY,
                        "has %d bits; %d to %d are allowed"
                                .formatted(bits, RSA_BITS_MIN, RSA_BITS_MAX));
            }
        }
        if (!PrivateKeys.isOf(certificate, key)) {
            throw new CertificateProblemException(
                    KEY,
                    "is not the key of %s, the first certificate of tls.clientCertificate"
                            .formatted(subject(certificate)));
        }
    }

    private static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        String cut =
                name.length() > SUBJECT_CHARS_MAX ? name.substring(0, SUBJECT_CHARS_MAX) : name;
        return "certificate '%s'".formatted(cut.replaceAll("\\p{Cntrl}", "?"));
    }
}
