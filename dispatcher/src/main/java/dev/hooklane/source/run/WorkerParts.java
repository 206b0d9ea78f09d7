package dev.hooklane.source.run;

import dev.hooklane.share.FairTurns;
import dev.hooklane.source.Source;
import dev.hooklane.source.format.Formats;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.Topics;
import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * The parts that all sources of an instance share.
 *
 * @param topics of Hooklane
 * @param partitionsMax how many partitions a source reads
 * @param turns at writing, which the sources take one after another
 */
public record WorkerParts(
        SourceClients clients,
        Formats formats,
        Topics topics,
        OwnTopics ownTopics,
        int partitionsMax,
        ProgressReading progress,
        FairTurns turns,
        SourceMeter meter,
        Unreadable unreadable) {
    /** Two write at a time, so that one that waits for a broker does not stop the others. */
    private static final FairTurns.Limits TURNS = new FairTurns.Limits(2, 1, 1, Source.SOURCES_MAX);

    /** Waits for the cluster of a source. */
    static final BrokerAnswers ANSWERS = new BrokerAnswers(Duration.ofSeconds(15));

    /** Creates them. */
    public static WorkerParts of(KnownSources known, Topics topics, SourceMeter meter) {
        return new WorkerParts(
                known.clients(),
                known.formats(),
                topics,
                new OwnTopics(topics),
                known.partitionsMax(),
                known.progress(),
                new FairTurns(TURNS),
                meter,
                new Unreadable());
    }

    String progressTopic() {
        return topics.sourceProgress();
    }

    SourceRecords records(Source source) {
        return new SourceRecords(source, topics.events(), topics.rejected());
    }

    /** Returns the id of Hooklane's own cluster. */
    String ownClusterId() {
        return clusterId(progress.admin());
    }

    /** Returns the id of a cluster, which brokers of old may not have. */
    static String clusterId(Admin admin) {
        return Optional.ofNullable(ANSWERS.await(admin.describeCluster().clusterId())).orElse("");
    }
}
