package dev.hooklane.dispatcher;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.Role;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.source.Sources;
import dev.hooklane.source.format.Formats;
import dev.hooklane.source.progress.ProgressBook;
import dev.hooklane.source.run.KnownSources;
import dev.hooklane.source.run.ProgressReading;
import dev.hooklane.source.run.ProgressSweep;
import dev.hooklane.source.run.SourceClients;
import dev.hooklane.source.run.SourceTeam;
import dev.hooklane.source.run.WorkerParts;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** Wires the sources of an instance: those that it shows, and those that it reads. */
record SourceWiring(HooklaneConfig config, StartedParts parts, Prometheus prometheus) {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

    /**
     * Follows the sources and their progress, and returns when it knows those of today.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if they can't be read in time
     */
    KnownSources follow(Admin admin) {
        Sources sources = new Sources();
        FollowedTopic followed = followed(config.topicNames().sources(), sources::follow);
        ProgressBook book = new ProgressBook();
        FollowedTopic progress = followed(config.topicNames().sourceProgress(), book::follow);
        followed.awaitCaughtUp(KNOWN_WITHIN);
        progress.awaitCaughtUp(KNOWN_WITHIN);
        book.beginToCount();
        KnownSources known =
                new KnownSources(
                        sources,
                        followed,
                        new ProgressReading(book, progress, admin),
                        new SourceClients(
                                config.topics().prefix(),
                                config.instance(),
                                config.kafka(),
                                config.sourceClusters()),
                        parts.add(new Formats(config.sourceRegistries())),
                        config.sourcePartitionsMax(),
                        config.has(Role.SOURCES));
        prometheus.watchSources(known::wanted);
        return known;
    }

    private FollowedTopic followed(String topic, FollowedTopic.Follower follower) {
        FollowedTopic followed =
                parts.add(
                        FollowedTopic.start(config.kafka().consumerProperties(), topic, follower));
        prometheus.watch(followed);
        return followed;
    }

    /** Reads the sources, and removes old progress, if that is a role of this instance. */
    void read(KnownSources known) {
        if (known.read()) {
            WorkerParts shared = WorkerParts.of(known, config.topicNames(), prometheus.sources());
            SourceTeam team = parts.add(SourceTeam.start(known, shared));
            prometheus.watch(team.thread());
            prometheus.watchUnreadable(shared.unreadable()::offsets);
            ProgressSweep sweep =
                    parts.add(
                            ProgressSweep.start(
                                    known,
                                    config.topicNames().sourceProgress(),
                                    () ->
                                            AckedProducer.connect(
                                                    config.kafka().producerProperties())));
            prometheus.watch(sweep.thread());
        }
    }

    /** Reports whether this instance needs to know the sources. */
    boolean isNeeded() {
        return config.has(Role.SOURCES) || config.has(Role.CONTROL_PLANE);
    }
}
