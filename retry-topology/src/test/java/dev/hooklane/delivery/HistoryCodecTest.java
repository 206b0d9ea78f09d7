package dev.hooklane.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HistoryCodecTest {
    static List<DeliveryStatus> statuses() {
        return List.of(
                new DeliveryStatus.Delivered(),
                new DeliveryStatus.Waiting(Deliveries.NOW.plusSeconds(300)),
                new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED),
                new DeliveryStatus.Cancelled());
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void everyStatusSurvivesItsRecord(DeliveryStatus status) {
        List<Attempt> attempts =
                List.of(
                        Deliveries.failed(
                                1, new AttemptOutcome.ErrorStatus(500, Optional.empty(), "no")),
                        Deliveries.failed(2, new AttemptOutcome.Success(204, "")));
        DeliveryHistory history =
                DeliveryHistory.of(Deliveries.first("evt_1"), status, attempts, Deliveries.NOW);

        assertThat(HistoryCodec.read(HistoryCodec.write(history))).isEqualTo(history);
    }

    @Test
    void theKeyGroupsByEndpoint() {
        DeliveryId id = Deliveries.first("evt_1").id();

        assertThat(new String(HistoryCodec.key(id), UTF_8))
                .isEqualTo(Deliveries.ENDPOINT.value() + "/" + id.value());
    }

    @Test
    void aLaterVersionIsRefusedByName() {
        assertThatThrownBy(() -> HistoryCodec.read("{\"v\":9}".getBytes(UTF_8)))
                .hasMessage("history record has version 9; this release reads 1");
    }
}
