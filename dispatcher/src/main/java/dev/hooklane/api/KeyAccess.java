package dev.hooklane.api;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.KeyDirectory;
import dev.hooklane.access.KeyUses;
import dev.hooklane.access.OwnCalls;
import dev.hooklane.access.PortalLinks;
import dev.hooklane.access.UserPasses;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.OidcSettings;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.peer.PeerTokens;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.topic.FollowedTopic;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The keys and portal links, with the parts that check and write them, and the calls of the console
 * and of other instances.
 */
record KeyAccess(
        KeyDirectory directory,
        Authenticator authenticator,
        KeyLog log,
        OwnCalls ownCalls,
        PeerTokens peers,
        PortalLinks links,
        Optional<URI> publicUrl) {
    /** Reports whether browsers reach the pages over HTTPS. */
    boolean https() {
        return publicUrl.map(url -> url.getScheme().equals("https")).orElse(false);
    }

    /**
     * Returns the access by these keys.
     *
     * @param followed the topic that the keys are read from
     */
    static KeyAccess of(
            HooklaneConfig config,
            Connections kafka,
            KeyDirectory keys,
            FollowedTopic followed,
            Erasures erasures,
            OwnCalls ownCalls) {
        String topic = kafka.topics().access();
        KeyUses uses =
                new KeyUses(
                        keys,
                        (key, value) ->
                                kafka.producer()
                                        .writeLater(new ProducerRecord<>(topic, key, value)));
        DerivedKeys cipherKeys = config.secrets().keys();
        PortalLinks links =
                new PortalLinks(cipherKeys.of(KeyPurpose.PORTAL_LINKS), erasures::covers);
        return new KeyAccess(
                keys,
                new Authenticator(
                        keys,
                        uses,
                        config.api().key(),
                        links,
                        new UserPasses(
                                cipherKeys.of(KeyPurpose.SESSIONS),
                                config.console().oidc().map(OidcSettings::terms)),
                        InstantSource.system()),
                new KeyLog(kafka.producer(), followed, topic),
                ownCalls,
                new PeerTokens(
                        cipherKeys.of(KeyPurpose.PEERS),
                        config.api().advertised(),
                        InstantSource.system(),
                        new SecureRandom()),
                links,
                config.console().publicUrl());
    }
}
