package dev.hooklane.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeliveryRecordsTest {
    @Test
    void aFirstDeliverySurvivesItsRecord() {
        Delivery delivery = Deliveries.first("evt_1");

        assertThat(afterKafka(delivery)).isEqualTo(delivery);
    }

    @Test
    void everyKindOfAttemptSurvives() {
        Delivery delivery =
                Deliveries.first("evt_1")
                        .after(
                                Deliveries.failed(
                                        1,
                                        new AttemptOutcome.ErrorStatus(
                                                503,
                                                Optional.of(Duration.ofSeconds(90)),
                                                "try \"later\"\n☂")),
                                Optional.of(Deliveries.NOW.plusSeconds(600)))
                        .after(
                                Deliveries.failed(
                                        2,
                                        new AttemptOutcome.NoResponse(
                                                ErrorKind.TLS, "certificate expired")),
                                Optional.empty())
                        .after(
                                Deliveries.failed(
                                        3,
                                        new AttemptOutcome.ErrorStatus(302, Optional.empty(), "")),
                                Optional.empty());

        assertThat(afterKafka(delivery)).isEqualTo(delivery);
        assertThat(delivery.attempt()).isEqualTo(4);
    }

    @Test
    void theValueIsThePayloadItself() {
        Delivery delivery = Deliveries.first("evt_1");

        assertThat(new String(delivery.payload().bytes(), UTF_8)).isEqualTo("{\"id\":\"evt_1\"}");
        assertThat(new String(DeliveryRecords.key(delivery), UTF_8))
                .isEqualTo(Deliveries.ENDPOINT.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DeliveryRecords.VERSION_HEADER,
                DeliveryRecords.DELIVERY_HEADER,
                DeliveryRecords.ACCOUNT_HEADER,
                DeliveryRecords.EVENT_HEADER,
                DeliveryRecords.TYPE_HEADER,
                DeliveryRecords.ATTEMPT_HEADER,
                DeliveryRecords.TRIGGER_HEADER,
                DeliveryRecords.ROUND_HEADER,
                DeliveryRecords.PUBLISHED_HEADER,
                DeliveryRecords.ORIGIN_HEADER
            })
    void aMissingHeaderIsNamed(String header) {
        Headers headers = DeliveryRecords.headers(Deliveries.first("evt_1"));
        headers.remove(header);

        assertThatThrownBy(() -> DeliveryRecords.read(key(), new byte[] {'1'}, headers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delivery record without header " + header);
    }

    @Test
    void aLaterVersionIsRefusedByName() {
        Headers headers = DeliveryRecords.headers(Deliveries.first("evt_1"));
        headers.add(DeliveryRecords.VERSION_HEADER, "2".getBytes(UTF_8));

        assertThatThrownBy(() -> DeliveryRecords.read(key(), new byte[] {'1'}, headers))
                .hasMessage("delivery record has version 2; this release reads 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{}",
                "[{\"number\":1}]",
                "[{\"number\":0,\"startedAt\":1,\"ms\":1,\"status\":500}]"
            })
    void unreadableAttemptsAreRefused(String attempts) {
        Headers headers = DeliveryRecords.headers(Deliveries.first("evt_1"));
        headers.add(DeliveryRecords.ATTEMPTS_HEADER, attempts.getBytes(UTF_8));

        assertThatThrownBy(() -> DeliveryRecords.read(key(), new byte[] {'1'}, headers))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Delivery afterKafka(Delivery delivery) {
        return DeliveryRecords.read(
                DeliveryRecords.key(delivery),
                delivery.payload().bytes(),
                DeliveryRecords.headers(delivery));
    }

    private static byte[] key() {
        return Deliveries.ENDPOINT.value().getBytes(UTF_8);
    }
}
