package dev.hooklane.api;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.KeyDirectory;
import dev.hooklane.access.KeyUses;
import dev.hooklane.access.LinkChecks;
import dev.hooklane.access.LinkDirectory;
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
        LinkLog linkLog,
        Optional<URI> publicUrl) {
    /** Reports whether browsers reach the pages over HTTPS. */
    boolean https() {
        return publicUrl.map(url -> url.getScheme().equals("https")).orElse(false);
    }

    /** What a topic says of callers, and the topic. */
    record Known<T>(T directory, FollowedTopic followed) {}

    /** Returns the access by these keys and links. */
    static KeyAccess of(
            HooklaneConfig config,
            DerivedKeys cipherKeys,
            Connections kafka,
            Known<KeyDirectory> known,
            Known<LinkDirectory> knownLinks,
            Erasures erasures,
            OwnCalls ownCalls) {
        KeyDirectory keys = known.directory();
        String topic = kafka.topics().access();
        KeyUses uses =
                new KeyUses(
                        keys,
                        (key, value) ->
                                kafka.producer()
                                        .writeLater(new ProducerRecord<>(topic, key, value)));
        PortalLinks links =
                new PortalLinks(cipherKeys.of(KeyPurpose.PORTAL_LINKS), erasures::covers);
        LinkChecks checks =
                new LinkChecks(
                        links, knownLinks.directory(), keys, knownLinks.followed()::caughtUp);
        return new KeyAccess(
                keys,
                new Authenticator(
                        keys,
                        uses,
                        config.api().key(),
                        checks,
                        new UserPasses(
                                cipherKeys.of(KeyPurpose.SESSIONS),
                                config.console().oidc().map(OidcSettings::terms)),
                        InstantSource.system()),
                new KeyLog(kafka.producer(), known.followed(), topic),
                ownCalls,
                new PeerTokens(
                        cipherKeys.of(KeyPurpose.PEERS),
                        config.api().advertised(),
                        InstantSource.system(),
                        new SecureRandom()),
                links,
                new LinkLog(
                        knownLinks.directory(),
                        checks,
                        knownLinks.followed(),
                        kafka.producer()::writeAll,
                        kafka.topics().portalLinks(),
                        InstantSource.system()),
                config.console().publicUrl());
    }
}
