package dev.hooklane.edge;

import dev.hooklane.config.StartRefusedException;
import dev.hooklane.config.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves TLS with the certificate in the files, and with what replaces it there. New connections
 * get the new one; if it can't be used, the old one stays.
 */
final class Certificates extends AbstractLifeCycle {
    private static final Logger log = LoggerFactory.getLogger(Certificates.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

    private final TlsSettings settings;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private volatile Instant validUntil = Instant.MAX;
    private byte[] served;
    private @Nullable Server server;

    /**
     * @throws StartRefusedException with a line for the file that can't be used
     */
    Certificates(TlsSettings settings) {
        this.settings = settings;
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        context.setKeyStorePassword(TlsFiles.PASSWORD);
        served = digest();
        use(TlsFiles.read(settings));
    }

    /** Returns what the server makes its connections with; their files are read again with it. */
    SslContextFactory.Server contextFor(Server started) {
        server = started;
        started.addBean(this);
        return context;
    }

    Instant validUntil() {
        return validUntil;
    }

    private void use(TlsFiles files) {
        context.setKeyStore(files.own());
        files.clientCas()
                .ifPresent(cas -> {
                    context.setTrustStore(cas);
                    context.setNeedClientAuth(true);
                });
        validUntil = files.validUntil();
    }

    @Override
    protected void doStart() {
        later();
    }

    private void later() {
        if (server != null) {
            var _ =
                    server.getScheduler()
                            .schedule(this::look, LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        if (isRunning()) {
            reloadIfChanged();
            later();
        }
    }

    /** Reads the files again if they have changed. */
    void reloadIfChanged() {
        byte[] now = digest();
        if (Arrays.equals(now, served)) {
            return;
        }
        served = now;
        try {
            TlsFiles files = TlsFiles.read(settings);
            context.reload(_ -> use(files));
            log.info("api.certificate_replaced, valid until {}", validUntil);
        } catch (StartRefusedException e) {
            log.warn("api.certificate_not_replaced {}: the old one stays", e.getMessage());
        } catch (Exception e) {
            log.warn("api.certificate_not_replaced: the old one stays", e);
        }
    }

    private byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Stream.of(
                            Optional.of(settings.certificate()),
                            Optional.of(settings.key()),
                            settings.clientCa())
                    .flatMap(Optional::stream)
                    .forEach(file -> digest.update(bytes(file)));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** A file that is missing for a moment, while it is replaced, differs from what is served. */
    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
