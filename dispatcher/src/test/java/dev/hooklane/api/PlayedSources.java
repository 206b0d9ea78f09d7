package dev.hooklane.api;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.source.Sources;
import dev.hooklane.source.format.Formats;
import dev.hooklane.source.progress.ProgressBook;
import dev.hooklane.source.run.KnownSources;
import dev.hooklane.source.run.ProgressReading;
import dev.hooklane.source.run.SourceClients;
import dev.hooklane.topic.FollowedTopic;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** The sources as an instance knows them that reads none. */
record PlayedSources(KnownSources known, FollowedTopic progress, Admin admin)
        implements AutoCloseable {
    static PlayedSources of(HooklaneConfig config) {
        Sources sources = new Sources();
        FollowedTopic followed =
                FollowedTopic.start(
                        config.kafka().consumerProperties(),
                        config.topicNames().sources(),
                        sources::follow);
        ProgressBook book = new ProgressBook();
        FollowedTopic progress =
                FollowedTopic.start(
                        config.kafka().consumerProperties(),
                        config.topicNames().sourceProgress(),
                        book::follow);
        Admin admin = Admin.create(config.kafka().clientProperties());
        return new PlayedSources(
                new KnownSources(
                        sources,
                        followed,
                        new ProgressReading(book, progress, admin),
                        new SourceClients(
                                config.topics().prefix(),
                                config.instance(),
                                config.kafka(),
                                config.sourceClusters()),
                        new Formats(config.sourceRegistries()),
                        config.sourcePartitionsMax(),
                        false),
                progress,
                admin);
    }

    @Override
    public void close() {
        known.formats().close();
        known.followed().close();
        progress.close();
        admin.close(Duration.ZERO);
    }
}
