package dev.hooklane.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A search leaves the core to others most of the time, and still reads all it may, in time. */
final class SearchPaceTest {
    private static final int RECORDS_MAX = 20_000;
    private static final Duration QUICK = Duration.ofMillis(10);

    /** The largest payload, in bytes. */
    private static final int LARGE = 256 << 10;

    private final Hand time = new Hand();

    /** A time that is set. */
    private static final class Hand implements SearchPace.Time {
        private long nanos = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();
        private final List<Duration> pauses = new ArrayList<>();

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(Duration pause) {
            pauses.add(pause);
            pass(pause);
        }

        void pass(Duration some) {
            nanos += some.toNanos();
        }
    }

    @Test
    void theFirstRecordsAreReadWithoutAPause() {
        search(SearchPace.RECORDS_AT_ONCE, 100, QUICK);

        assertThat(time.pauses).isEmpty();
    }

    @Test
    void beyondThemEachPauseIsThreeTimesAsLongAsThePiece() {
        search(RECORDS_MAX, 2_000, QUICK);

        assertThat(time.pauses).hasSize(9).containsOnly(QUICK.multipliedBy(3));
    }

    @Test
    void aPauseFollowsTheFirstBytesToo() {
        SearchPace pace = SearchPace.within(RECORDS_MAX, time);
        for (long bytes = 0; bytes < SearchPace.BYTES_AT_ONCE; bytes += LARGE) {
            assertThat(pace.awaitPiece()).isTrue();
            assertThat(time.pauses).as("pauses after %s bytes", bytes).isEmpty();
            pace.add(large());
            time.pass(QUICK);
        }

        assertThat(pace.awaitPiece()).isTrue();
        assertThat(time.pauses).hasSize(1);
    }

    @Test
    void whatIsReadSlowlyIsStillReadInTimeWithShorterPauses() {
        for (int millis = 1; millis <= 100; millis++) {
            long begun = time.nanos;
            Duration piece = Duration.ofMillis(millis);

            assertThat(search(RECORDS_MAX, 2_000, piece))
                    .as("records, in pieces of %s", piece)
                    .isEqualTo(RECORDS_MAX);
            assertThat(Duration.ofNanos(time.nanos - begun))
                    .as("time, in pieces of %s", piece)
                    .isLessThanOrEqualTo(SearchPace.LONGEST);
            assertThat(time.pauses)
                    .as("pauses, in pieces of %s", piece)
                    .allMatch(pause -> pause.compareTo(piece) >= 0);
            time.pauses.clear();
        }
    }

    @Test
    void aSearchThatIsTooSlowPausesAsLongAsItReadsAndEndsInTime() {
        long begun = time.nanos;
        Duration piece = Duration.ofMillis(300);

        int records = search(RECORDS_MAX, 2_000, piece);

        assertThat(records).isEqualTo(4 * 2_000);
        assertThat(time.pauses).hasSize(3).containsOnly(piece);
        assertThat(Duration.ofNanos(time.nanos - begun)).isLessThan(SearchPace.LONGEST.plus(piece));
    }

    @Test
    void anEndlessSearchReadsAQuarterOfTheTime() {
        SearchPace pace = SearchPace.endless(time);
        read(pace, SearchPace.RECORDS_AT_ONCE, QUICK);
        for (int piece = 0; piece < 10_000; piece++) {
            assertThat(pace.awaitPiece()).isTrue();
            read(pace, 2_000, QUICK);
        }

        assertThat(time.pauses).hasSize(10_000).containsOnly(QUICK.multipliedBy(3));
    }

    @Test
    void aPieceThatFoundNothingButMarkersIsWaitedForToo() {
        SearchPace pace = SearchPace.within(RECORDS_MAX, time);
        read(pace, SearchPace.RECORDS_AT_ONCE, QUICK);
        boolean goesOn = pace.awaitPiece();
        read(pace, 0, QUICK);
        goesOn &= pace.awaitPiece();

        assertThat(goesOn).isTrue();
        assertThat(time.pauses).hasSize(2).endsWith(QUICK);
    }

    private static ConsumerRecord<byte[], byte[]> large() {
        return new ConsumerRecord<>(
                "events",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                LARGE,
                new byte[0],
                new byte[LARGE],
                new RecordHeaders(),
                Optional.empty());
    }

    /** Returns how many records were read. */
    private int search(int recordsMax, int pieceRecords, Duration piece) {
        SearchPace pace = SearchPace.within(recordsMax, time);
        while (pace.awaitPiece()) {
            read(pace, pieceRecords, piece);
        }
        return pace.records();
    }

    private void read(SearchPace pace, int records, Duration took) {
        for (int i = 0; i < records; i++) {
            pace.add(new ConsumerRecord<>("events", 0, i, null, null));
        }
        time.pass(took);
    }
}
