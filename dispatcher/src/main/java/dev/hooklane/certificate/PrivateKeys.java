package dev.hooklane.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/** Private keys of the types that TLS takes. */
public final class PrivateKeys {
    /** The types, as the JDK names them. */
    public static final List<String> TYPES = List.of("EC", "RSA", "EdDSA");

    private PrivateKeys() {}

    /** Returns the key in PKCS #8 form without a password; empty if it is of none of the types. */
    public static Optional<PrivateKey> of(byte[] pkcs8) {
        return TYPES.stream().flatMap(type -> of(type, pkcs8).stream()).findFirst();
    }

    private static Optional<PrivateKey> of(String type, byte[] pkcs8) {
        try {
            return Optional.of(
                    KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException | RuntimeException e) {
            // It may be of another type. The JDK declares less than it throws on strange bytes.
            return Optional.empty();
        }
    }

    /** Reports whether a certificate is for this key. */
    public static boolean isOf(X509Certificate certificate, PrivateKey key) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        byte[] text = "hooklane".getBytes(US_ASCII);
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(text);
            return verifying.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // A key of another type, or one that the JDK can't use.
            return false;
        }
    }
}
