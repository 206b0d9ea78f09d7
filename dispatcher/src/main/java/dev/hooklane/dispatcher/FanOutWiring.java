package dev.hooklane.dispatcher;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.InstanceKeys;
import dev.hooklane.config.Role;
import dev.hooklane.fanout.CatalogueCatchUp;
import dev.hooklane.fanout.EndpointCatchUp;
import dev.hooklane.fanout.EventGate;
import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.fanout.FanOutTracing;
import dev.hooklane.fanout.Flushes;
import dev.hooklane.fanout.ShareRules;
import dev.hooklane.fanout.TestMarks;
import dev.hooklane.kafka.KafkaContact;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.quota.AccountLimits;
import dev.hooklane.quota.Quota;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.streams.FanOutStreams;
import dev.hooklane.topic.Topics;
import dev.hooklane.tracing.Tracing;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;

/** Wires the fan-out of an instance, or only its endpoints if it does not fan out. */
record FanOutWiring(
        HooklaneConfig config,
        InstanceKeys keys,
        Knowledge known,
        Prometheus prometheus,
        Optional<Tracing> tracing) {

    FanOutStreams start(Admin admin, EndpointCatchUp endpointsRead, KafkaContact contact) {
        Topics topics = config.topicNames();
        EventGate gate =
                new EventGate(
                        known.catalogue().index(),
                        keys.ownMarks(),
                        new CatalogueCatchUp(admin, known.catalogue().followed(), topics));
        Flushes flushes = new Flushes();
        return FanOutStreams.start(
                config,
                known.endpoints().feed(),
                () -> topology(topics, gate, endpointsRead, flushes),
                streams -> prometheus.kafka().watch("fan-out", streams),
                prometheus.fanOut(),
                contact,
                flushes);
    }

    private Topology topology(
            Topics topics, EventGate gate, EndpointCatchUp endpointsRead, Flushes flushes) {
        return config.has(Role.FAN_OUT)
                ? FanOutTopology.fanOut(
                        topics,
                        known.endpoints().feed(),
                        new FanOutTopology.Parts(
                                gate,
                                new TestMarks(keys.byPurpose().of(KeyPurpose.TEST_EVENTS)),
                                new FanOutTopology.Known(
                                        known.endpoints().index(),
                                        endpointsRead::recently,
                                        known.erasures().index()),
                                new FanOutTopology.Watchers(
                                        prometheus.fanOut(),
                                        () ->
                                                tracing.map(Tracing::fanOut)
                                                        .orElseGet(FanOutTracing::none)),
                                shares(flushes)))
                : FanOutTopology.endpointsOnly(topics, known.endpoints().feed());
    }

    private ShareRules shares(Flushes flushes) {
        AccountLimits limits = known.limits().orElseThrow().index();
        return new ShareRules(
                account -> limits.of(account, Quota.DELIVERIES_PER_SECOND),
                flushes,
                prometheus.deferred());
    }
}
