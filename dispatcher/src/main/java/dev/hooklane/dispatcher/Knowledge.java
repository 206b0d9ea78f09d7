package dev.hooklane.dispatcher;

import dev.hooklane.api.ControlPlane.KnownCatalogue;
import dev.hooklane.api.ControlPlane.KnownEndpoints;
import dev.hooklane.api.ControlPlane.KnownErasures;
import dev.hooklane.api.ControlPlane.KnownLimits;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.InstanceKeys;
import dev.hooklane.config.Role;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.quota.AccountLimits;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.Optional;

/**
 * What an instance knows in memory and keeps up to date.
 *
 * @param limits of the accounts; only an instance that fans out or has the control plane needs them
 */
record Knowledge(
        KnownErasures erasures,
        KnownCatalogue catalogue,
        KnownEndpoints endpoints,
        Optional<KnownLimits> limits) {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

    /**
     * Follows erasures and event types, and returns when it knows those of today. Accounts have the
     * installation's limits until theirs are read, which nothing waits for here. The endpoints are
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
        Optional<KnownLimits> limits =
                config.has(Role.FAN_OUT) || config.has(Role.CONTROL_PLANE)
                        ? Optional.of(limits(config, parts, prometheus))
                        : Optional.empty();
        // Before anything else: an erased event must not be sent or shown even once.
        followedErasures.awaitCaughtUp(KNOWN_WITHIN);
        // Before the fan-out, which would otherwise take events of added types for unknown ones.
        followedTypes.awaitCaughtUp(KNOWN_WITHIN);
        return new Knowledge(
                new KnownErasures(erasures, followedErasures),
                new KnownCatalogue(catalogue, followedTypes),
                endpoints(keys),
                limits);
    }

    private static KnownLimits limits(
            HooklaneConfig config, StartedParts parts, Prometheus prometheus) {
        AccountLimits limits = new AccountLimits(config.quotas().limits());
        FollowedTopic followed =
                parts.add(
                        FollowedTopic.start(
                                config.kafka().consumerProperties(),
                                config.topicNames().quotas(),
                                limits::follow));
        prometheus.watch(followed);
        return new KnownLimits(limits, followed);
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
