package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.PartitionRewind;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressBook;
import dev.hooklane.source.progress.ProgressCodec;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class OpenRewindTest {
    private static final LogIdentity LOG = new LogIdentity("cluster-1", "topic-1");
    private static final TopicPartition PARTITION = new TopicPartition("shop", 3);
    private static final PartitionRewind REWIND =
            new PartitionRewind("shop", 3, 40, "cluster-1", "topic-1", 7);
    private static final Source SOURCE =
            SweptCluster.source(new SourceName("orders"), "shop", "shop")
                    .rewound(REWIND, List.of(), Instant.EPOCH);
    private static final SourceProgress READ =
            new SourceProgress(LOG, 50, SOURCE.generation(), "one", Instant.EPOCH);

    @Test
    void isFollowedOnce() {
        assertThat(open(Optional.empty(), LOG)).contains(REWIND);
        assertThat(open(Optional.of(READ), LOG)).contains(REWIND);
        assertThat(open(Optional.of(READ.following(7)), LOG)).isEmpty();
        assertThat(open(Optional.of(READ.following(8)), LOG)).isEmpty();
    }

    @Test
    void isOfOneLogAlone() {
        assertThat(open(Optional.of(READ), new LogIdentity("cluster-1", "topic-2"))).isEmpty();
        assertThat(open(Optional.of(READ), new LogIdentity("cluster-2", "topic-1"))).isEmpty();
    }

    @Test
    void progressOfAFormerGenerationFollowsNothing() {
        SourceProgress former =
                new SourceProgress(LOG, 50, SOURCE.generation() - 1, "one", Instant.EPOCH)
                        .following(8);

        assertThat(open(Optional.of(former), LOG)).contains(REWIND);
    }

    @Test
    void allIsWhatTheBookDoesNotSayIsFollowed() {
        ProgressBook book = new ProgressBook();
        List<PartitionRewind> before = OpenRewind.all(SOURCE, book);
        book.follow(
                ProgressCodec.key(PartitionKey.of(SOURCE.name(), PARTITION)),
                ProgressCodec.write(READ.following(7)));

        assertThat(before).containsExactly(REWIND);
        assertThat(OpenRewind.all(SOURCE, book)).isEmpty();
    }

    private static Optional<PartitionRewind> open(Optional<SourceProgress> known, LogIdentity log) {
        return OpenRewind.of(SOURCE, PARTITION, known, log);
    }
}
