package dev.hooklane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.egress.EgressTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EgressSettingsTest {
    private final HeldCertificate client =
            new HeldCertificate.Builder().commonName("Hooklane").build();

    private static EgressSettings read(Map<String, String> settings) {
        Map<String, String> all =
                new HashMap<>(
                        Map.of(
                                "kafka.bootstrap.servers", "localhost:9092",
                                "api.key", "an-operator-key-of-31-characters",
                                "secrets.key", "{}"));
        all.putAll(settings);
        return ConfigReader.read("", Map.of(), all).egress();
    }

    @Test
    void withoutSettingsDeliveriesGoStraightToEveryPublicAddress() {
        EgressSettings egress = read(Map.of());

        assertThat(egress.lists().allow()).isEmpty();
        assertThat(egress.lists().deny()).isEmpty();
        assertThat(egress.proxy()).isEmpty();
        assertThat(egress.tls()).isEqualTo(EgressTls.DEFAULT);
        assertThat(egress.inFlightPerDomain()).isEqualTo(1_000);
        assertThat(egress.perSecondPerDomain()).isZero();
    }

    @Test
    void certificateAndKeyAreReadFromTheirFiles(@TempDir Path folder) throws IOException {
        Path certificate = Files.writeString(folder.resolve("c.pem"), client.certificatePem());
        Path key = Files.writeString(folder.resolve("k.pem"), client.privateKeyPkcs8Pem());

        EgressTls.Identity identity =
                read(Map.of(
                                "egress.client-certificate-file",
                                certificate.toString(),
                                "egress.client-key-file",
                                key.toString()))
                        .tls()
                        .identity()
                        .orElseThrow();

        assertThat(identity.chain()).containsExactly(client.certificate());
        assertThat(identity.key()).isEqualTo(client.keyPair().getPrivate());
        assertThat(identity.validUntil()).isEqualTo(client.certificate().getNotAfter().toInstant());
        assertThat(identity).hasToString("Identity[CN=Hooklane, key hidden]");
    }

    @Test
    void aCertificateNeedsItsKey(@TempDir Path folder) throws IOException {
        Path certificate = Files.writeString(folder.resolve("c.pem"), client.certificatePem());
        Map<String, String> alone =
                Map.of("egress.client-certificate-file", certificate.toString());

        assertThatThrownBy(() -> read(alone))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(
                        "egress.client-key-file is missing: certificate and key are needed together");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "egress.allow|exa mple|is not a network, a host",
                "egress.deny|10.0.0.0/99|the prefix is not 0 to 32 bits",
                "egress.nat64-prefixes|2001:db8::/65|is not an IPv6 prefix of 32",
                "egress.in-flight-per-domain|-1|too small",
                "egress.ca-file|no/such.pem|no/such.pem can't be read",
                "egress.ca-file|src/test/resources/logback-test.xml|is not a certificate",
                "egress.client-key-file|src/test/resources/logback-test.xml|has no BEGIN PRIVATE KEY",
                "egress.addresses|somewhere|somewhere"
            })
    void whatCannotBeIsRefusedAtStart(String key, String text, String words) {
        assertThatThrownBy(() -> read(Map.of(key, text)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(words);
    }

    @Test
    void aProxyThatCannotBeReadIsNotShown() {
        assertThatThrownBy(() -> read(Map.of("egress.proxy", "https://u:hush@proxy.example")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("egress.proxy does not start with http://")
                .hasMessageNotContaining("hush");
    }
}
