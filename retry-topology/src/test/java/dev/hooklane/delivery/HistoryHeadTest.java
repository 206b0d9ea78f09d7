package dev.hooklane.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.HistoryHead.AttemptHead;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.erasure.Erasures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HistoryHeadTest {
    private static final Attempt FAILED =
            Deliveries.failed(1, new AttemptOutcome.ErrorStatus(503, Optional.empty(), "busy"));
    private static final Attempt LOST =
            Deliveries.failed(2, new AttemptOutcome.NoResponse(ErrorKind.CONNECTION_LOST, "reset"));

    private final Delivery delivery = Deliveries.first("evt_1");

    @Test
    void itHasWhatListsAskFor() {
        HistoryHead head = head(new DeliveryStatus.Waiting(Deliveries.NOW), 0, FAILED);

        assertThat(head.account()).isEqualTo("acct_1");
        assertThat(head.event()).isEqualTo("evt_1");
        assertThat(head.type()).isEqualTo("message.created");
        assertThat(head.status()).contains(DeliveryStatus.Kind.WAITING);
        assertThat(head.published()).isEqualTo(Deliveries.NOW.toEpochMilli());
    }

    @Test
    void itsAttemptIsTheLatest() {
        HistoryHead head = head(new DeliveryStatus.Waiting(Deliveries.NOW), 0, FAILED, LOST);

        assertThat(head.lastAttempt())
                .contains(new AttemptHead(LOST.startedAt().toEpochMilli(), 120, "connection_lost"));
    }

    @Test
    void aStatusIsNamedByItsClass() {
        HistoryHead head = head(new DeliveryStatus.Waiting(Deliveries.NOW), 0, FAILED);

        assertThat(head.lastAttempt().orElseThrow().outcome()).isEqualTo("status_5xx");
    }

    @Test
    void theFirstRecordHasOneAttemptAtMostAndIsNotByHand() {
        DeliveryStatus dead = new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED);

        assertThat(head(dead, 0).first()).isTrue();
        assertThat(head(dead, 0, FAILED).first()).isTrue();
        assertThat(head(dead, 0, FAILED, LOST).first()).isFalse();
        assertThat(head(dead, 1, FAILED).first()).isFalse();
    }

    @Test
    void aLaterRoundIsARetry() {
        assertThat(head(new DeliveryStatus.Delivered(), 0, FAILED, LOST).retried()).isFalse();
        assertThat(head(new DeliveryStatus.Delivered(), 1, FAILED).retried()).isTrue();
    }

    @Test
    void onlyAnAttemptsOwnRecordSaysThatItWasMade() {
        assertThat(head(new DeliveryStatus.Delivered(), 0, FAILED).attempted()).isTrue();
        assertThat(head(new DeliveryStatus.Waiting(Deliveries.NOW), 0, FAILED).attempted())
                .isTrue();
        assertThat(head(dead(DeadLetterReason.EXHAUSTED), 0, FAILED).attempted()).isTrue();
        assertThat(head(dead(DeadLetterReason.GONE), 0, FAILED).attempted()).isTrue();
        assertThat(head(dead(DeadLetterReason.ENDPOINT_PAUSED), 0, FAILED).attempted()).isFalse();
        assertThat(head(dead(DeadLetterReason.ENDPOINT_DISABLED), 0, FAILED).attempted()).isFalse();
        assertThat(head(new DeliveryStatus.Cancelled(), 0, FAILED).attempted()).isFalse();
        assertThat(head(dead(DeadLetterReason.EXHAUSTED), 0).attempted()).isFalse();
    }

    @Test
    void aStatusOfALaterReleaseIsNotKnown() {
        HistoryHead head = HistoryHead.read("{\"status\":\"later\"}".getBytes(UTF_8));

        assertThat(head.status()).isEmpty();
        assertThat(head.attempted()).isFalse();
    }

    @Test
    void aRecordWithoutStatusIsRefused() {
        assertThatThrownBy(() -> HistoryHead.read("{}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("history record has no status");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> HistoryHead.read("{\"status\":".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("history record is not readable");
    }

    @Test
    void itKnowsWhetherItsEventIsErased() {
        HistoryHead head = head(new DeliveryStatus.Delivered(), 0, FAILED);
        Erasures erasures = new Erasures();

        assertThat(head.isErased(erasures)).isFalse();
        ErasureId id = new ErasureId("ers_0123456789abcdef");
        erasures.follow(
                ErasureCodec.key(id),
                ErasureCodec.write(
                        new Erasure(
                                id,
                                delivery.event().account(),
                                Optional.of(delivery.event().id()),
                                Deliveries.NOW.plusSeconds(1),
                                "one",
                                Optional.empty(),
                                List.of())));

        assertThat(head.isErased(erasures)).isTrue();
    }

    private static DeliveryStatus dead(DeadLetterReason reason) {
        return new DeliveryStatus.Dead(reason);
    }

    private HistoryHead head(DeliveryStatus status, int round, Attempt... attempts) {
        return HistoryHead.read(
                HistoryCodec.write(
                        new DeliveryHistory(
                                delivery.id(),
                                delivery.endpoint(),
                                delivery.event(),
                                delivery.trigger(),
                                round,
                                status,
                                List.of(attempts),
                                Deliveries.NOW)));
    }
}
