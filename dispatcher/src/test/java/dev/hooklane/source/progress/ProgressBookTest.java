package dev.hooklane.source.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressBookTest {
    private static final PartitionKey ORDERS =
            new PartitionKey(new SourceName("orders"), "shop.orders.v3", 3);
    private static final SourceProgress PROGRESS =
            new SourceProgress(
                    new LogIdentity("cluster-1", "topic-1"),
                    40,
                    7,
                    "hooklane.source-orders-one",
                    Instant.parse("2026-01-02T12:00:00Z"));

    private long nowNanos = TimeUnit.HOURS.toNanos(1);
    private final ProgressBook book = new ProgressBook(() -> nowNanos);

    @Test
    void knowsWhatWasWrittenLast() {
        follow(PROGRESS);
        follow(PROGRESS.released());

        assertThat(book.find(ORDERS)).contains(PROGRESS.released());
        assertThat(book.of(new SourceName("orders"))).containsOnlyKeys(ORDERS);
        assertThat(book.of(new SourceName("order"))).isEmpty();
    }

    /** Even if it is the same, somebody has written it again. */
    @Test
    void knowsHowOftenItWasWrittenAndWhatWasReplaced() {
        follow(PROGRESS.released());
        follow(PROGRESS);
        follow(PROGRESS);

        assertThat(book.written(ORDERS))
                .contains(new ProgressBook.Written(3, PROGRESS, Optional.of(PROGRESS)));
    }

    @Test
    void theFurtherIsOneOfTheSameLogAndGeneration() {
        SourceProgress further = PROGRESS.passedTo(41);
        SourceProgress anew =
                new SourceProgress(
                        new LogIdentity("cluster-1", "topic-2"), 99, 7, "", PROGRESS.at());

        assertThat(PROGRESS.orFurther(further)).isEqualTo(further);
        assertThat(further.orFurther(PROGRESS)).isEqualTo(further);
        assertThat(PROGRESS.orFurther(anew)).isEqualTo(PROGRESS);
    }

    @Test
    void whatFollowsALaterRewindIsFurtherWhereverThatLed() {
        SourceProgress rewound = PROGRESS.following(9);
        SourceProgress further = PROGRESS.passedTo(41);

        assertThat(further.orFurther(rewound)).isEqualTo(rewound);
        assertThat(rewound.orFurther(further)).isEqualTo(rewound);
    }

    @Test
    void theRewindThatWasFollowedIsKept() {
        follow(PROGRESS.following(9).passedTo(41).waiting("why").afterOwners(1).released());

        assertThat(book.find(ORDERS).orElseThrow().rewound()).isEqualTo(9);
    }

    @Test
    void forgetsWhatWasRemoved() {
        follow(PROGRESS);
        book.follow(ProgressCodec.key(ORDERS), null);

        assertThat(book.find(ORDERS)).isEmpty();
    }

    @Test
    void keepsHowManyOwnersHaveEndedThereAlsoOnceItIsGivenUp() {
        follow(PROGRESS.afterOwners(3));
        assertThat(book.find(ORDERS)).contains(PROGRESS.afterOwners(3));

        follow(PROGRESS.afterOwners(3).released());
        assertThat(book.find(ORDERS)).map(SourceProgress::ended).contains(3);
        assertThat(PROGRESS.afterOwners(3).passedTo(41).ended()).isZero();
    }

    @Test
    void keepsSinceWhenNothingNeedsIt() {
        SourceProgress unneeded = PROGRESS.unneeded(Instant.parse("2026-02-03T12:00:00Z"));
        follow(unneeded);

        assertThat(book.find(ORDERS)).contains(unneeded);
        assertThat(unneeded.isHeld()).isFalse();
        assertThat(book.sources()).containsExactly(ORDERS.source());
    }

    @Test
    void keepsWhyAPartitionWaitsUntilItsNextRecordIsRead() {
        follow(PROGRESS.waiting("registry shop answers 503").passedTo(41));

        assertThat(book.find(ORDERS))
                .hasValueSatisfying(progress ->
                        assertThat(progress.registryProblem())
                                .contains("registry shop answers 503"));
        assertThat(PROGRESS.waiting("away").released().registryProblem()).isEmpty();
    }

    @Test
    void keepsItsKnowledgeIfARecordCannotBeRead() {
        follow(PROGRESS);

        assertThatThrownBy(
                        () -> book.follow(ProgressCodec.key(ORDERS), "{\"v\":2}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source progress has version 2; this release reads 1");
        assertThat(book.find(ORDERS)).contains(PROGRESS);
    }

    @Test
    void countsWhatWasReadWithinAMinute() {
        follow(at(40));
        book.beginToCount();
        follow(at(45));
        nowNanos += TimeUnit.SECONDS.toNanos(30);
        follow(at(50));
        follow(at(50).released());
        follow(at(50).passedTo(60));

        assertThat(book.perMinute(ORDERS.source())).isEqualTo(10);
        nowNanos += TimeUnit.SECONDS.toNanos(30);
        assertThat(book.perMinute(ORDERS.source())).isEqualTo(5);
        nowNanos += TimeUnit.SECONDS.toNanos(90);
        assertThat(book.perMinute(ORDERS.source())).isZero();
    }

    @Test
    void whatWasReadBeforeItBeganDoesNotCountNorDoesAPlaceInAnotherLog() {
        follow(at(40));
        follow(at(45));
        book.beginToCount();
        follow(
                new SourceProgress(
                        new LogIdentity("cluster-1", "topic-2"), 900, 7, "", Instant.EPOCH));
        follow(at(800));

        assertThat(book.perMinute(ORDERS.source())).isZero();
        assertThat(book.perMinute(new SourceName("returns"))).isZero();
    }

    private static SourceProgress at(long next) {
        return new SourceProgress(
                PROGRESS.log(),
                next,
                PROGRESS.generation(),
                PROGRESS.writer(),
                PROGRESS.at(),
                new RecordCounts(next, 0, Map.of()));
    }

    @Test
    void keepsWhatBecameOfTheRecords() {
        RecordCounts counts =
                new RecordCounts(3, 2, Map.of("source_unmapped", 1L))
                        .plus(
                                new RecordCounts(
                                        1, 1, Map.of("source_unmapped", 1L, "source_failed", 1L)));
        follow(new SourceProgress(PROGRESS.log(), 41, 7, "", PROGRESS.at(), counts));

        assertThat(book.find(ORDERS).orElseThrow().counts())
                .isEqualTo(
                        new RecordCounts(4, 3, Map.of("source_unmapped", 2L, "source_failed", 1L)));
    }

    @Test
    void readsProgressThatHasNoCounts() {
        book.follow(
                ProgressCodec.key(ORDERS),
                "{\"v\":1,\"cluster\":\"c\",\"topic\":\"t\",\"next\":1,\"generation\":1,\"writer\":\"\",\"at\":\"2026-01-02T12:00:00Z\"}"
                        .getBytes(UTF_8));

        assertThat(book.find(ORDERS).orElseThrow().counts()).isEqualTo(RecordCounts.NONE);
    }

    private void follow(SourceProgress progress) {
        book.follow(ProgressCodec.key(ORDERS), ProgressCodec.write(progress));
    }
}
