package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.ApiSettings;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.config.TlsSettings;
import dev.hooklane.metrics.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateFilesTest {
    private static final HeldCertificate ROOT =
            new HeldCertificate.Builder().certificateAuthority(1).commonName("Root").build();
    private static final HeldCertificate INTERMEDIATE =
            new HeldCertificate.Builder()
                    .signedBy(ROOT)
                    .certificateAuthority(0)
                    .commonName("Intermediate")
                    .build();
    private static final HeldCertificate FIRST = certificate("first", 100);
    private static final HeldCertificate SECOND = certificate("second", 200);

    @TempDir private Path folder;
    private final AtomicLong nanos = new AtomicLong();
    private TlsSettings settings = new TlsSettings(Path.of(""), Path.of(""), Optional.empty());

    @BeforeEach
    void files() throws IOException {
        settings =
                new TlsSettings(
                        folder.resolve("tls.crt"),
                        folder.resolve("tls.key"),
                        Optional.of(folder.resolve("ca.crt")));
        Files.writeString(folder.resolve("ca.crt"), ROOT.certificatePem());
        write(FIRST);
    }

    @Test
    void replacedFilesAreReadASecondLater() throws IOException {
        CertificateFiles files = follow();
        write(SECOND);

        Instant atOnce = files.now().validUntil();
        pass(Duration.ofSeconds(1));

        assertThat(List.of(atOnce, files.now().validUntil()))
                .containsExactly(end(FIRST), end(SECOND));
    }

    @Test
    void aKeyWithoutItsCertificateIsNotUsedUntilBothAreThere() throws IOException {
        CertificateFiles files = follow();
        Files.writeString(settings.key(), SECOND.privateKeyPkcs8Pem());
        pass(Duration.ofSeconds(1));
        Instant withTheKeyAlone = files.now().validUntil();
        write(SECOND);
        pass(Duration.ofSeconds(1));

        assertThat(List.of(withTheKeyAlone, files.now().validUntil()))
                .containsExactly(end(FIRST), end(SECOND));
    }

    @Test
    void newClientCasDoNotEndTheTrustInTheCertificateBefore() throws IOException {
        CertificateFiles files = follow();
        write(SECOND);
        pass(Duration.ofSeconds(1));
        TlsFiles renewed = files.now();
        Files.writeString(folder.resolve("ca.crt"), INTERMEDIATE.certificatePem());
        pass(Duration.ofSeconds(1));

        CertificateFiles.ForPeers peers = files.forPeers();

        assertThat(peers.files()).isNotSameAs(renewed);
        assertThat(peers.trusted()).containsExactly(SECOND.certificate(), FIRST.certificate());
    }

    @Test
    void filesThatAreTheSameAreNotReadAgain() {
        CertificateFiles files = follow();
        TlsFiles before = files.now();
        pass(Duration.ofHours(1));

        assertThat(files.now()).isSameAs(before);
    }

    @Test
    void whatIsShownEndsWhereTheNextDoesNotVouchForTheOneBefore() throws Exception {
        HeldCertificate other = new HeldCertificate.Builder().commonName("other").build();
        write(FIRST, INTERMEDIATE, ROOT, other);

        TlsFiles files = TlsFiles.read(settings);

        assertThat(files.own().getCertificateChain("hooklane"))
                .containsExactly(
                        FIRST.certificate(), INTERMEDIATE.certificate(), ROOT.certificate());
        assertThat(files.trusted()).hasSize(4).contains(other.certificate());
    }

    @Test
    void aChainThatIsOutOfOrderIsRefused() throws IOException {
        write(FIRST, ROOT, INTERMEDIATE);

        assertThatThrownBy(() -> TlsFiles.read(settings))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(
                        "api.tls.certificate-file: %s has 'CN=Intermediate' out of order: after each"
                                + " certificate comes the one that it is signed by, and then only"
                                + " self-signed ones",
                        settings.certificate());
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        Files.writeString(settings.key(), SECOND.privateKeyPkcs8Pem());

        assertThatThrownBy(() -> TlsFiles.read(settings))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(
                        "api.tls.key-file: %s is not the key of the first certificate in %s",
                        settings.key(), settings.certificate());
    }

    /** No port of such an instance has the certificate, but its calls of others do. */
    @Test
    void anInstanceThatOnlyDeliversTellsTheNewEndToo() throws IOException {
        try (Prometheus prometheus = new Prometheus()) {
            Edge edge =
                    new Edge(
                            new ApiSettings("127.0.0.1", 0, "key", "127.0.0.1:1"),
                            new Edge.Parts(
                                    Callers.strangers(),
                                    prometheus.edge(),
                                    false,
                                    false,
                                    Optional.of(follow())));
            Supplier<Instant> told = edge.certificateValidUntil().orElseThrow();
            write(SECOND);
            pass(Duration.ofSeconds(1));

            assertThat(told.get()).isEqualTo(end(SECOND));
        }
    }

    private CertificateFiles follow() {
        return new CertificateFiles(settings, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void write(HeldCertificate own, HeldCertificate... more) throws IOException {
        write(settings, own, more);
    }

    /** Puts a certificate, its key, and more certificates into the files. */
    static void write(TlsSettings settings, HeldCertificate own, HeldCertificate... more)
            throws IOException {
        Files.writeString(settings.key(), own.privateKeyPkcs8Pem());
        Files.writeString(
                settings.certificate(),
                Stream.concat(Stream.of(own), Stream.of(more))
                        .map(HeldCertificate::certificatePem)
                        .collect(Collectors.joining()));
    }

    private static Instant end(HeldCertificate certificate) {
        return certificate.certificate().getNotAfter().toInstant();
    }

    private static HeldCertificate certificate(String name, long days) {
        return new HeldCertificate.Builder()
                .signedBy(INTERMEDIATE)
                .commonName(name)
                .duration(days, TimeUnit.DAYS)
                .build();
    }
}
