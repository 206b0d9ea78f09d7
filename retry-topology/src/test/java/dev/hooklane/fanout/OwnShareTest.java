package dev.hooklane.fanout;

import static dev.hooklane.fanout.SharesDriver.A_SECOND;
import static dev.hooklane.fanout.SharesDriver.ONE;
import static dev.hooklane.fanout.SharesDriver.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account whose share of the fan-out is not the installation's. */
final class OwnShareTest {
    private final SharesDriver fanOut;

    OwnShareTest(@TempDir Path stateDir) {
        fanOut = SharesDriver.in(stateDir);
    }

    @AfterEach
    void close() {
        fanOut.close();
    }

    @Test
    void anAccountWithAShareOfItsOwnWaitsForThatOneAlone() {
        fanOut.own.put(ONE, 2);
        fanOut.publish(ONE, 1, 6);
        fanOut.publish(OTHER, 1, A_SECOND);
        List<Delivery> atOnce = fanOut.delivered();
        assertThat(atOnce).hasSize(2 + A_SECOND);
        fanOut.pass(Duration.ofSeconds(1));
        assertThat(fanOut.deliveredOf(ONE)).isEqualTo(List.of("evt_3", "evt_4"));

        fanOut.own.put(ONE, 100);
        fanOut.turns();

        assertThat(fanOut.deliveredOf(ONE)).isEqualTo(List.of("evt_5", "evt_6"));
    }
}
