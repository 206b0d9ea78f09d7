package dev.hooklane.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.endpoint.EndpointTls;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

final class CertificateCheckTest {
    private final Instant now = Instant.now().plusSeconds(600);
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate CLIENT =
            new HeldCertificate.Builder().signedBy(AUTHORITY).commonName("client").build();
    private static final HeldCertificate RSA =
            new HeldCertificate.Builder().rsa2048().commonName("rsa").build();

    private EndpointTls check(String ca, String certificate, String key)
            throws CertificateProblemException {
        return CertificateCheck.check(text(ca), text(certificate), text(key), now);
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(each -> !each.isEmpty());
    }

    private void isRefused(String ca, String certificate, String key, String words) {
        assertThatThrownBy(() -> check(ca, certificate, key))
                .isInstanceOf(CertificateProblemException.class)
                .hasMessageContaining(words)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void whatFitsIsTaken() throws CertificateProblemException {
        EndpointTls ec =
                check(
                        AUTHORITY.certificatePem(),
                        CLIENT.certificatePem() + AUTHORITY.certificatePem(),
                        CLIENT.privateKeyPkcs8Pem());
        EndpointTls rsa = check("", RSA.certificatePem(), RSA.privateKeyPkcs8Pem());

        assertThat(ec.expiresAt()).isAfter(now);
        assertThat(rsa.ca()).isEmpty();
    }

    @Test
    void theFirstToExpireCounts() throws CertificateProblemException {
        HeldCertificate brief = new HeldCertificate.Builder().duration(1, TimeUnit.HOURS).build();

        EndpointTls tls = check(AUTHORITY.certificatePem() + brief.certificatePem(), "", "");

        assertThat(tls.expiresAt()).isEqualTo(brief.certificate().getNotAfter().toInstant());
    }

    @Test
    void aCertificateThatHasExpiredIsRefused() {
        HeldCertificate old =
                new HeldCertificate.Builder()
                        .commonName("old")
                        .validityInterval(
                                now.minus(Duration.ofDays(2)).toEpochMilli(),
                                now.minus(Duration.ofDays(1)).toEpochMilli())
                        .build();

        isRefused(
                old.certificatePem(), "", "", "tls.ca has certificate 'CN=old', which expired at");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        isRefused(
                "",
                CLIENT.certificatePem(),
                AUTHORITY.privateKeyPkcs8Pem(),
                "tls.clientKey is not the key of certificate 'CN=client'");
        isRefused("", CLIENT.certificatePem(), RSA.privateKeyPkcs8Pem(), "is not the key of");
    }

    @Test
    void halfAPairIsRefused() {
        isRefused("", CLIENT.certificatePem(), "", "tls.clientKey is missing");
        isRefused("", "", CLIENT.privateKeyPkcs8Pem(), "tls.clientCertificate is missing");
        isRefused("", "", "", "tls.ca is missing");
    }

    @Test
    void otherTextsAreRefused() {
        String broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        isRefused("hello", "", "", "tls.ca has no certificate in PEM form");
        isRefused(broken, "", "", "has something that is not a certificate");
        isRefused(
                AUTHORITY.certificatePem() + "-----BEGIN X-----\nAAAA\n-----END X-----\n",
                "",
                "",
                "has something that is not a certificate");
        isRefused(CLIENT.privateKeyPkcs8Pem(), "", "", "tls.ca has a private key");
        isRefused("", CLIENT.certificatePem(), RSA.privateKeyPkcs1Pem(), "PKCS #8");
        isRefused("", CLIENT.certificatePem(), "-----BEGIN PRIVATE KEY-----", "PKCS #8");
    }

    @Test
    void tooMuchIsRefused() {
        isRefused(
                AUTHORITY.certificatePem().repeat(11),
                "",
                "",
                "has 11 certificates, the limit is 10");
        isRefused("x".repeat(32_769), "", "", "has 32769 characters, the limit is 32768");
        isRefused(
                "",
                CLIENT.certificatePem(),
                "x".repeat(8_193),
                "has 8193 characters, the limit is");
    }
}
