package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final String ADDRESS = "192.0.2.1";

    private final Pace pace = new Pace(1, () -> 0);
    private SocketChannel channel;

    @BeforeEach
    void open() throws IOException {
        channel = SocketChannel.open();
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @Test
    void whoIsRefusedInARowWaitsLongerAndLonger() {
        Door door = known(pace);

        assertThat(millisAfterRefusals(door, 3)).isZero();
        assertThat(millisAfterRefusals(door, 1)).isEqualTo(100);
        assertThat(millisAfterRefusals(door, 1)).isEqualTo(200);
        assertThat(millisAfterRefusals(door, 10)).isEqualTo(1_600);
    }

    @Test
    void oneAnswerEndsTheRow() {
        Door door = known(pace);
        millisAfterRefusals(door, 19);

        door.answered(false);

        assertThat(door.nanosBeforeAnswer()).isZero();
        assertThat(door.isTiresome()).isFalse();
    }

    @Test
    void whoDoesNotStopHasToConnectAgain() {
        Door door = known(pace);

        millisAfterRefusals(door, 19);
        assertThat(door.isTiresome()).isFalse();

        door.answered(true);
        assertThat(door.isTiresome()).isTrue();
    }

    @Test
    void readsThatTurnOutToBeAKnownClientsAreNotTheAddresss() {
        for (int i = 0; i < 50; i++) {
            Door door = read();
            assertThat(door.nanosBeforeRead()).isZero();
            door.knows();
            door.answered(false);
        }
    }

    @Test
    void aKeyThatIsRefusedGivesNoReadsBack() {
        for (int i = 0; i < 2; i++) {
            Door door = read();
            door.nanosBeforeRead();
            door.knows();
            door.answered(true);
        }

        assertThat(read().nanosBeforeRead()).isPositive();
    }

    @Test
    void theFirstReadMayShowAKeyAndNeverWaits() {
        for (int i = 0; i < 50; i++) {
            assertThat(new Door(pace, channel, ADDRESS, 0).nanosBeforeRead()).isZero();
        }

        assertThat(read().nanosBeforeRead()).isZero();
    }

    @Test
    void aStrangersAnswersAreCountedWithTheReads() {
        new Door(pace, channel, ADDRESS, 0).nanosBeforeAnswer();
        new Door(pace, channel, ADDRESS, 0).nanosBeforeAnswer();

        assertThat(new Door(pace, channel, ADDRESS, 0).nanosBeforeAnswer()).isPositive();
        assertThat(read().nanosBeforeRead()).isPositive();
    }

    /** A connection that was read once. */
    private Door read() {
        Door door = new Door(pace, channel, ADDRESS, 0);
        door.nanosBeforeRead();
        return door;
    }

    @Test
    void whomAProxySpeaksForIsNotSlowed() {
        Door door = known(null);

        assertThat(millisAfterRefusals(door, 100)).isZero();
        assertThat(door.isTiresome()).isFalse();
    }

    private Door known(@Nullable Pace paced) {
        Door door = new Door(paced, channel, ADDRESS, 0);
        door.knows();
        return door;
    }

    private static long millisAfterRefusals(Door door, int refusals) {
        for (int i = 0; i < refusals; i++) {
            door.answered(true);
        }
        return Duration.ofNanos(door.nanosBeforeAnswer()).toMillis();
    }
}
