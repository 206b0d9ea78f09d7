package dev.hooklane.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptWait;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class ParkingTest {
    @Test
    void aDeliveryWithoutTheHeaderWasNeverParked() {
        assertThat(Parking.of(new RecordHeaders())).isEqualTo(Parking.NEVER);
    }

    @Test
    void theHeaderTellsItAll() {
        Headers headers = new RecordHeaders();

        Parking.NEVER.again(1_000, 11_000).again(12_000, 15_000).addTo(headers);

        assertThat(Parking.of(headers)).isEqualTo(new Parking(2, 1_000, 15_000));
        assertThat(headers.lastHeader("hooklane-parked").value())
                .isEqualTo("2,1000,15000".getBytes(UTF_8));
    }

    @Test
    void faultsAreCountedOverAllItsTimes() {
        Headers headers = new RecordHeaders();

        Parking.NEVER.faulted().again(1_000, 1_000).faulted().again(2_000, 2_000).addTo(headers);
        Parking.of(headers).again(3_000, 3_000).addTo(headers);

        assertThat(Parking.of(headers)).isEqualTo(new Parking(3, 1_000, 3_000, 2, ""));
    }

    @Test
    void theReasonIsKeptWhereOlderReleasesDoNotLook() {
        Headers headers = new RecordHeaders();

        Parking.NEVER.again(1_000, 1_000).because("target_busy").addTo(headers);

        assertThat(Parking.of(headers).asWait())
                .hasValue(new AttemptWait("target_busy", Instant.ofEpochMilli(1_000)));
        assertThat(headers.lastHeader("hooklane-parked").value())
                .isEqualTo("1,1000,1000".getBytes(UTF_8));
    }

    @Test
    void whatAnOlderReleaseParkedWaitedForNoKnownReason() {
        Headers headers = new RecordHeaders();
        headers.add("hooklane-parked", "1,1000,1000".getBytes(UTF_8));

        assertThat(Parking.of(headers).asWait()).isEmpty();
    }

    @Test
    void anUnreadableHeaderIsNone() {
        Headers headers = new RecordHeaders();
        headers.add("hooklane-parked", "soon".getBytes(UTF_8));
        assertThat(Parking.of(headers)).isEqualTo(Parking.NEVER);

        headers.add("hooklane-parked", "1,2,x".getBytes(UTF_8));
        assertThat(Parking.of(headers)).isEqualTo(Parking.NEVER);
    }

    @Test
    void aTurnThatIsOverIsNow() {
        assertThat(new Parking(1, 0, 500).untilTurnMillis(700)).isZero();
        assertThat(new Parking(1, 0, 500).untilTurnMillis(200)).isEqualTo(300);
    }
}
