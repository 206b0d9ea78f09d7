package dev.hooklane.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block that can't be read is never taken for the end of a list. */
class HistoryDamageTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final EndpointId ENDPOINT = new EndpointId("ep_5555555555555555");
    private static final int DELIVERIES = 3_000;

    @TempDir private Path folder;
    private HistoryDisk disk;

    @BeforeEach
    void fillAndDamage() throws IOException {
        disk = open();
        for (int i = 0; i < DELIVERIES; i++) {
            DeliveryHistory dead = dead(i);
            byte[] value = HistoryCodec.write(dead);
            disk.write(dead.id(), HistoryHead.read(value), value, i);
        }
        disk.close();
        damage();
        disk = open();
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void aWalkThatComesToADamagedBlockFails() {
        HistoryWalk walk =
                new HistoryWalk(
                        ENDPOINT,
                        Set.of(DeliveryStatus.Kind.DEAD, DeliveryStatus.Kind.DELIVERED),
                        Optional.empty(),
                        Optional.empty(),
                        _ -> true,
                        Optional.empty(),
                        DELIVERIES);

        assertThatThrownBy(() -> disk.walk(walk)).isInstanceOf(ProcessorStateException.class);
    }

    @Test
    void aPageThatComesToADamagedBlockFails() {
        HistoryQuery query =
                new HistoryQuery(
                        Optional.empty(),
                        Optional.of(Set.of(ENDPOINT)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        DELIVERIES);

        assertThatThrownBy(() -> HistoryDisk.page(query, Map.of(disk, query)))
                .isInstanceOf(ProcessorStateException.class);
    }

    @Test
    void aDeliveryInADamagedBlockIsNotTakenForUnknown() {
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < DELIVERIES; i++) {
                                assertThat(disk.find(dead(i).id())).isPresent();
                            }
                        })
                .isInstanceOf(ProcessorStateException.class);
    }

    private HistoryDisk open() {
        return new HistoryDisk(folder.resolve("disk"), InstantSource.fixed(NOW));
    }

    /**
     * Inverts a byte of every 4 KiB in the middle half of the largest file: the records' blocks.
     */
    private void damage() throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(folder)) {
            file =
                    files.filter(each -> each.toString().endsWith(".sst"))
                            .max(Comparator.comparingLong(each -> each.toFile().length()))
                            .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int at = bytes.length / 4; at < bytes.length / 4 * 3; at += 4_096) {
            bytes[at] ^= (byte) 0xff;
        }
        Files.write(file, bytes);
    }

    private static DeliveryHistory dead(int number) {
        Instant publishedAt = NOW.plusMillis(number);
        SourceEvent source =
                new SourceEvent(
                        new EventId("evt_" + number),
                        new EventType("message.created"),
                        new AccountId("acme"),
                        publishedAt,
                        new SourceEvent.Origin(0, number),
                        Optional.empty(),
                        Optional.empty());
        return new DeliveryHistory(
                DeliveryId.of(source.id(), publishedAt).to(ENDPOINT),
                ENDPOINT,
                source,
                Trigger.EVENT,
                0,
                new DeliveryStatus.Dead(DeadLetterReason.GONE),
                List.of(),
                NOW);
    }
}
