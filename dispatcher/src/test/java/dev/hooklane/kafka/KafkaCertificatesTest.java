package dev.hooklane.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.KafkaSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

final class KafkaCertificatesTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant soon = now.plus(30, ChronoUnit.DAYS);
    private final Instant later = now.plus(900, ChronoUnit.DAYS);

    @Test
    void theFirstOfTheOwnChainAndTheLastOfTheTrustedOnesCount() {
        HeldCertificate authority =
                new HeldCertificate.Builder()
                        .certificateAuthority(0)
                        .validityInterval(now.toEpochMilli(), later.toEpochMilli())
                        .build();
        HeldCertificate client =
                new HeldCertificate.Builder()
                        .signedBy(authority)
                        .validityInterval(now.toEpochMilli(), soon.toEpochMilli())
                        .build();
        HeldCertificate former =
                new HeldCertificate.Builder()
                        .certificateAuthority(0)
                        .validityInterval(now.toEpochMilli(), soon.toEpochMilli())
                        .build();

        Map<String, Instant> until =
                KafkaCertificates.validUntil(
                        settings(
                                Map.of(
                                        "ssl.keystore.type",
                                        "PEM",
                                        "ssl.keystore.certificate.chain",
                                        client.certificatePem() + authority.certificatePem(),
                                        "ssl.keystore.key",
                                        client.privateKeyPkcs8Pem(),
                                        "ssl.truststore.type",
                                        "PEM",
                                        "ssl.truststore.certificates",
                                        former.certificatePem() + authority.certificatePem())));

        assertThat(until).isEqualTo(Map.of("keystore", soon, "truststore", later));
    }

    @Test
    void whatTheMachineTrustsByItselfIsNotTold() {
        assertThat(KafkaCertificates.validUntil(settings(Map.of()))).isEmpty();
    }

    @Test
    void withoutTlsNothingIsRead() {
        assertThat(
                        KafkaCertificates.validUntil(
                                new KafkaSettings(
                                        Map.of(
                                                "bootstrap.servers",
                                                "localhost:9092",
                                                "ssl.truststore.location",
                                                "/nowhere"))))
                .isEmpty();
    }

    @Test
    void aStoreThatCantBeReadIsNotTold() {
        assertThat(
                        KafkaCertificates.validUntil(
                                settings(
                                        Map.of(
                                                "ssl.truststore.type",
                                                "PEM",
                                                "ssl.truststore.location",
                                                "/nowhere"))))
                .isEmpty();
    }

    private static KafkaSettings settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", "localhost:9092");
        settings.put("security.protocol", "SASL_SSL");
        return new KafkaSettings(settings);
    }
}
