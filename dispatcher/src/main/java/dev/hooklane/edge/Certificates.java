package dev.hooklane.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves TLS with the certificate in the files, and with the one that replaces it there. New
 * connections get the new one.
 */
final class Certificates extends AbstractLifeCycle {
    private static final Logger log = LoggerFactory.getLogger(Certificates.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

    private final CertificateFiles files;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private TlsFiles served;
    private @Nullable Server server;

    Certificates(CertificateFiles files) {
        this.files = files;
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        context.setKeyStorePassword(TlsFiles.PASSWORD);
        served = files.now();
        use(served);
    }

    /** Returns what the server makes its connections with; it follows the files from then on. */
    SslContextFactory.Server contextFor(Server started) {
        server = started;
        started.addBean(this);
        return context;
    }

    private void use(TlsFiles now) {
        context.setKeyStore(now.own());
        now.clientCas()
                .ifPresent(cas -> {
                    context.setTrustStore(cas);
                    context.setNeedClientAuth(true);
                });
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
            serveNewest();
            later();
        }
    }

    private void serveNewest() {
        TlsFiles now = files.now();
        if (now.equals(served)) {
            return;
        }
        served = now;
        try {
            context.reload(_ -> use(now));
        } catch (Exception e) {
            log.warn("api.certificate_not_replaced: the server keeps the old one", e);
        }
    }
}
