package dev.hooklane.lookup;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The pace of one search. It may read so many records, for so long; beyond the first {@link
 * #RECORDS_AT_ONCE}, or {@link #BYTES_AT_ONCE}, it waits between its pieces, since reading takes a
 * core that others need. For one thread.
 *
 * <p>A pause is three times as long as the piece before it took, so that a search takes a quarter
 * of a core. It is shorter, but no shorter than the piece took, if the search would not be done in
 * time.
 */
public final class SearchPace {
    /** Read without a pause, so that a look-up of something recent is as fast as it can be. */
    static final int RECORDS_AT_ONCE = 2_000;

    /** So many records of two KiB each; of the largest payloads it is 16. */
    static final long BYTES_AT_ONCE = 4L << 20;

    /** How long somebody waits for the page of a list. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration ENDLESS = Duration.ofDays(365);
    private static final long ALL = Long.MAX_VALUE;
    private static final double LONGEST_PAUSE = 3;
    private static final double SHORTEST_PAUSE = 1;

    private final long recordsMax;
    private final Time time;
    private final long endNanos;
    private int records;
    private long bytes;
    private long begunNanos;
    private int recordsBefore;

    /** The time, and how to let some of it pass. */
    public interface Time {
        /** That of this machine. */
        Time SYSTEM =
                new Time() {
                    @Override
                    public long nanos() {
                        return System.nanoTime();
                    }

                    @Override
                    public void pause(Duration pause) {
                        // An interrupt ends it, and stays for the consumer, whose next poll ends
                        // the look.
                        LockSupport.parkNanos(pause.toNanos());
                    }
                };

        long nanos();

        void pause(Duration pause);
    }

    private SearchPace(long recordsMax, Duration longest, Time time) {
        this.recordsMax = recordsMax;
        this.time = time;
        this.begunNanos = time.nanos();
        this.endNanos = begunNanos + longest.toNanos();
    }

    /**
     * Returns the pace of a search that reads a part of a topic, within {@link #LONGEST}.
     *
     * @param recordsMax how many records it may read, about
     */
    static SearchPace within(int recordsMax, Time time) {
        return new SearchPace(recordsMax, LONGEST, time);
    }

    /** Returns the pace of a search that goes on for as long as its caller wants. */
    public static SearchPace endless(Time time) {
        return new SearchPace(ALL, ENDLESS, time);
    }

    public void add(ConsumerRecord<byte[], byte[]> record) {
        records++;
        bytes += Math.max(0, record.serializedValueSize());
    }

    /** Adds records that are small, and not read from a topic. */
    public void add(int more) {
        records += more;
    }

    int records() {
        return records;
    }

    long bytes() {
        return bytes;
    }

    /** Waits for the time of the next piece; returns false if the search has read enough. */
    public boolean awaitPiece() {
        long now = time.nanos();
        if (records >= recordsMax || now - endNanos >= 0) {
            return false;
        }
        boolean atOnce = records < RECORDS_AT_ONCE && bytes < BYTES_AT_ONCE;
        long pause = atOnce ? 0 : pauseNanos(now);
        if (pause >= endNanos - now) {
            return false;
        }
        if (pause > 0) {
            time.pause(Duration.ofNanos(pause));
        }
        begunNanos = time.nanos();
        recordsBefore = records;
        return true;
    }

    private long pauseNanos(long now) {
        long took = now - begunNanos;
        if (recordsMax == ALL) {
            return (long) (took * LONGEST_PAUSE);
        }
        int read = Math.max(1, records - recordsBefore);
        double stillToRead = (double) took * (recordsMax - records) / read;
        double spare = endNanos - now - stillToRead;
        return (long) (took * Math.clamp(spare / stillToRead, SHORTEST_PAUSE, LONGEST_PAUSE));
    }
}
