package dev.hooklane.dispatcher;

import dev.hooklane.api.ControlPlane.KnownCatalogue;
import dev.hooklane.api.ControlPlane.KnownEndpoints;
import dev.hooklane.api.ControlPlane.KnownErasures;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.InstanceKeys;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Topics;
import java.time.Duration;

/** What every instance knows in memory, whatever its roles, and keeps up to date. */
record Knowledge(KnownErasures erasures, KnownCatalogue catalogue, KnownEndpoints endpoints) {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

    /**
     * Follows erasures and event types, and returns when it knows those of today. The endpoints are
     * empty until a topology follows their feed.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if they can't be read in time
     */
    static Knowledge follow(
            HooklaneConfig config, InstanceKeys keys, StartedParts parts, Prometheus prometheus) {
        Topics topics = config.topicNames();
        Erasures erasures = new Erasures();
        FollowedTopic followedErasures =
                parts.add(
                        FollowedTopic.start(
                                config.kafka().consumerProperties(),
                                topics.erasures(),
                                erasures::follow));
        prometheus.watch(followedErasures);
        Catalogue catalogue = new Catalogue(config.catalogue());
        FollowedTopic followedTypes =
                parts.add(
                        FollowedTopic.start(
                                config.kafka().consumerProperties(),
                                topics.eventTypes(),
                                catalogue::follow));
        prometheus.watch(followedTypes);
        // Before anything else: an erased event must not be sent or shown even once.
        followedErasures.awaitCaughtUp(KNOWN_WITHIN);
        // Before the fan-out, which would otherwise take events of added types for unknown ones.
        followedTypes.awaitCaughtUp(KNOWN_WITHIN);
        return new Knowledge(
                new KnownErasures(erasures, followedErasures),
                new KnownCatalogue(catalogue, followedTypes),
                endpoints(keys));
    }

    private static KnownEndpoints endpoints(InstanceKeys keys) {
        EndpointDirectory index = new EndpointDirectory();
        EndpointCodec codec = codec(keys);
        return new KnownEndpoints(index, new EndpointFeed(index, codec), codec);
    }

    private static EndpointCodec codec(InstanceKeys instance) {
        DerivedKeys keys = instance.byPurpose();
        // Checked before: only an instance that fans out alone is without it.
        if (!keys.has(KeyPurpose.ENDPOINTS)) {
            return EndpointCodec.withoutKey();
        }
        return new EndpointCodec(
                keys.of(KeyPurpose.ENDPOINTS),
                switch (instance.seal()) {
                    case ALL -> EndpointCodec.Form.ALL_SEALED;
                    case SECRETS -> EndpointCodec.Form.SECRETS_SEALED;
                });
    }
}
