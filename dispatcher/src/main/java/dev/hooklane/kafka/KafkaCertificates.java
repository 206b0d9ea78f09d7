package dev.hooklane.kafka;

import dev.hooklane.config.KafkaSettings;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificates that this instance's clients use for Kafka, read as the clients read them. */
public final class KafkaCertificates {
    private static final Logger log = LoggerFactory.getLogger(KafkaCertificates.class);

    private KafkaCertificates() {}

    /**
     * Returns until when they are valid. For the keystore, the first certificate to expire counts,
     * since the whole chain is presented. For the truststore the last one counts, since any valid
     * one may be the brokers'.
     *
     * @return the times by {@code keystore} and {@code truststore}; a store that is not set is
     *     missing
     */
    public static Map<String, Instant> validUntil(KafkaSettings kafka) {
        Map<String, Instant> until = new HashMap<>();
        Map<String, Object> settings = kafka.clientProperties();
        if (!usesTls(settings)) {
            return until;
        }
        try (DefaultSslEngineFactory stores = new DefaultSslEngineFactory()) {
            stores.configure(new AdminClientConfig(settings).values());
            List<Instant> own = ends(stores.keystore());
            List<Instant> trusted = ends(stores.truststore());
            if (!own.isEmpty()) {
                until.put("keystore", Collections.min(own));
            }
            if (!trusted.isEmpty()) {
                until.put("truststore", Collections.max(trusted, Comparator.naturalOrder()));
            }
        } catch (KafkaException | KeyStoreException e) {
            // The clients run into the same failure, and report it where it matters.
            log.warn("metrics.certificates_untold {}", e.toString());
        }
        return until;
    }

    private static boolean usesTls(Map<String, Object> settings) {
        String protocol = String.valueOf(settings.get(AdminClientConfig.SECURITY_PROTOCOL_CONFIG));
        return protocol.equals(SecurityProtocol.SSL.name)
                || protocol.equals(SecurityProtocol.SASL_SSL.name);
    }

    private static List<Instant> ends(@Nullable KeyStore store) throws KeyStoreException {
        List<Instant> ends = new ArrayList<>();
        if (store != null) {
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] chain = store.getCertificateChain(alias);
                Certificate single = store.getCertificate(alias);
                for (Certificate each : chain != null ? chain : new Certificate[] {single}) {
                    if (each instanceof X509Certificate certificate) {
                        ends.add(certificate.getNotAfter().toInstant());
                    }
                }
            }
        }
        return ends;
    }
}
