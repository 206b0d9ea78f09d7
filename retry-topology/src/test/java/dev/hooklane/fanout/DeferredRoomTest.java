package dev.hooklane.fanout;

import static dev.hooklane.fanout.SharesDriver.ONE;
import static dev.hooklane.fanout.SharesDriver.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store of deferred events has a bound, and each account a part of it. */
final class DeferredRoomTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SharesDriver fanOut;

    DeferredRoomTest(@TempDir Path stateDir) {
        fanOut = new SharesDriver(stateDir, 8 * 400L, StreamsConfig.AT_LEAST_ONCE);
    }

    @AfterEach
    void close() {
        fanOut.close();
    }

    @Test
    void anEventForWhichThereIsNoRoomIsFannedOutAtOnce() {
        fanOut.publish(ONE, 1, 30);
        fanOut.publish(OTHER, 1, 12);

        // An account takes at most half of the room, the next one half of the rest.
        assertThat(fanOut.seen.deferred).isBetween(5, 7);
        assertThat(fanOut.seen.undeferred).isEqualTo(22 - fanOut.seen.deferred);
        fanOut.pass(SECOND.multipliedBy(10));
        assertThat(fanOut.delivered()).hasSize(42);
    }

    @Test
    void aRecordThatIsTooLargeForTheStoreIsRejectedAtOnce() {
        fanOut.publish(ONE, 1, 11);

        fanOut.publish(ONE, "x".repeat(Deferred.EVENT_BYTES_MAX), new RecordHeaders());

        assertThat(fanOut.rejected()).hasSize(1);
        assertThat(fanOut.stored()).hasSize(1);
    }
}
