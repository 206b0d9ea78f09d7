package dev.hooklane.source.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.PartitionRewind;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.FirstRecord.Trouble;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class FirstRecordTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final LogIdentity LOG = new LogIdentity("cluster-1", "topic-1");
    private static final long GENERATION = 7;

    @Test
    void continuesWhereTheProgressIs() {
        assertThat(decide(progress(LOG, 40, GENERATION), 10, 100))
                .isEqualTo(new FirstRecord.Next(40));
    }

    @Test
    void continuesAtBothEndsOfTheLog() {
        assertThat(decide(progress(LOG, 10, GENERATION), 10, 100))
                .isEqualTo(new FirstRecord.Next(10));
        assertThat(decide(progress(LOG, 100, GENERATION), 10, 100))
                .isEqualTo(new FirstRecord.Next(100));
    }

    @Test
    void beginsWhereTheSourceSaysIfNothingWasRead() {
        assertThat(decide(Optional.empty(), 10, 100)).isEqualTo(new FirstRecord.Next(10));
        assertThat(
                        FirstRecord.decide(
                                source(new SourceBegin.Since(NOON)),
                                Optional.empty(),
                                Optional.empty(),
                                new FirstRecord.Log(LOG, 10, 100)))
                .isEqualTo(new FirstRecord.SinceTime(NOON));
    }

    @Test
    void progressOfAFormerGenerationDoesNotCount() {
        assertThat(decide(progress(LOG, 40, GENERATION - 1), 10, 100))
                .isEqualTo(new FirstRecord.Next(10));
    }

    /** Whether it has the same records at other offsets, nobody here can tell. */
    @Test
    void nothingIsReadOfAnotherClusterThanTheOneThatWasRead() {
        assertThat(
                        decide(
                                progress(new LogIdentity("cluster-2", "topic-1"), 40, GENERATION),
                                10,
                                100))
                .isEqualTo(new FirstRecord.AwaitsRewind("cluster-2"));
    }

    @Test
    void aRewindBeginsOnAnotherCluster() {
        assertThat(
                        decide(
                                progress(
                                        new LogIdentity("cluster-2", "topic-1"),
                                        40,
                                        GENERATION - 1),
                                10,
                                100))
                .isEqualTo(new FirstRecord.Next(10));
    }

    @Test
    void allRecordsOfATopicMadeAnewAreNew() {
        assertThat(
                        decide(
                                progress(new LogIdentity("cluster-1", "topic-0"), 40, GENERATION),
                                0,
                                100))
                .isEqualTo(new FirstRecord.Despite(0, Trouble.MADE_ANEW, 40));
    }

    @Test
    void recordsThatWereRemovedUnreadAreNoticed() {
        assertThat(decide(progress(LOG, 40, GENERATION), 50, 100))
                .isEqualTo(new FirstRecord.Despite(50, Trouble.BELOW_START, 40));
    }

    @Test
    void aLogThatEndsBeforeTheProgressIsNoticed() {
        assertThat(decide(progress(LOG, 40, GENERATION), 0, 30))
                .isEqualTo(new FirstRecord.Despite(30, Trouble.BEYOND_END, 40));
    }

    @Test
    void aRewindOfThePartitionLeadsForwardsAndBack() {
        assertThat(rewound(99, progress(LOG, 40, GENERATION))).isEqualTo(new FirstRecord.Next(99));
        assertThat(rewound(11, progress(LOG, 40, GENERATION))).isEqualTo(new FirstRecord.Next(11));
        assertThat(rewound(11, Optional.empty())).isEqualTo(new FirstRecord.Next(11));
    }

    /** It was checked against this log, not against the one that was read. */
    @Test
    void aRewindOfThePartitionBeginsOnAnotherCluster() {
        assertThat(rewound(11, progress(new LogIdentity("cluster-2", "topic-1"), 40, GENERATION)))
                .isEqualTo(new FirstRecord.Next(11));
    }

    @Test
    void aRewindToWhatIsGoneByNowLeadsToTheNearestEnd() {
        assertThat(rewound(9, progress(LOG, 40, GENERATION)))
                .isEqualTo(new FirstRecord.Despite(10, Trouble.BELOW_START, 9));
        assertThat(rewound(101, progress(LOG, 40, GENERATION)))
                .isEqualTo(new FirstRecord.Despite(100, Trouble.BEYOND_END, 101));
    }

    private static FirstRecord decide(Optional<SourceProgress> known, long start, long end) {
        return decide(Optional.empty(), known, start, end);
    }

    private static FirstRecord rewound(long offset, Optional<SourceProgress> known) {
        return decide(
                Optional.of(
                        new PartitionRewind("shop.orders", 3, offset, "cluster-1", "topic-1", 1)),
                known,
                10,
                100);
    }

    private static FirstRecord decide(
            Optional<PartitionRewind> rewind,
            Optional<SourceProgress> known,
            long start,
            long end) {
        return FirstRecord.decide(
                source(new SourceBegin.Earliest()),
                rewind,
                known,
                new FirstRecord.Log(LOG, start, end));
    }

    private static Optional<SourceProgress> progress(LogIdentity log, long next, long generation) {
        return Optional.of(new SourceProgress(log, next, generation, "writer", NOON));
    }

    private static Source source(SourceBegin begin) {
        return new Source(
                new SourceName("orders"),
                "shop",
                List.of("shop.orders"),
                begin,
                Source.Formats.DEFAULT,
                JsonMapper.shared().createObjectNode(),
                "",
                false,
                GENERATION,
                NOON);
    }
}
