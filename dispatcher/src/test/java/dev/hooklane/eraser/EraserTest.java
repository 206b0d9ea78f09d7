package dev.hooklane.eraser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The instance's clock is an hour slow, or fast; the brokers' is right. */
final class EraserTest {
    private static final String TOPIC = "hooklane.erasures";
    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Instant BROKERS = Instant.parse("2026-01-02T03:04:05.678Z");

    private final Erasures erasures = new Erasures();

    @Test
    void whatTheBrokersHadAppendedIsErasedThoughTheInstancesClockIsSlow() {
        erase(BROKERS.minus(Duration.ofHours(1)));

        assertThat(erasures.covers(ACCOUNT, BROKERS.minusMillis(1))).isTrue();
    }

    @Test
    void whatComesAfterwardsIsKeptThoughTheInstancesClockIsFast() {
        erase(BROKERS.plus(Duration.ofHours(1)));

        assertThat(erasures.covers(ACCOUNT, BROKERS.plusMillis(1))).isFalse();
    }

    private void erase(Instant own) {
        ErasureLog log = new ErasureLog(this::write, (_, _) -> {}, TOPIC);
        try (Eraser eraser =
                Eraser.start(
                        new Eraser.Parts(
                                erasures,
                                log,
                                List.of(),
                                () -> false,
                                "one",
                                InstantSource.fixed(own),
                                new Random(1)))) {
            eraser.erase(ACCOUNT, Optional.empty());
        }
    }

    private List<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(each -> erasures.follow(each.key(), each.value()));
        return records.stream()
                .map(_ ->
                        new RecordMetadata(
                                new TopicPartition(TOPIC, 0), 0, 0, BROKERS.toEpochMilli(), 8, 8))
                .toList();
    }
}
