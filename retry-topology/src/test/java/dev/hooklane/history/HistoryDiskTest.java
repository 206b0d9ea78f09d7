package dev.hooklane.history;

import static dev.hooklane.history.ModelledDisk.ENDPOINTS;
import static dev.hooklane.history.ModelledDisk.TYPES;
import static dev.hooklane.history.ModelledDisk.brief;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.event.EventType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of the history on disk. */
class HistoryDiskTest {
    private final ModelledDisk stored;

    HistoryDiskTest(@TempDir Path folder) {
        stored = new ModelledDisk(folder);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void pagesAreWhatALookAtEveryRecordWouldFind() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                stored.write(stored.history(random));
            }
            HistoryQuery query = stored.query(random);

            assertThat(brief(stored.all(query)))
                    .as("seed %d, %s", seed, query)
                    .isEqualTo(brief(stored.expected(query)));
            assertThat(stored.disk.waiting(Set.copyOf(ENDPOINTS)).count())
                    .as("waiting, seed %d", seed)
                    .isEqualTo(stored.waiting(Set.copyOf(ENDPOINTS)));
        }
    }

    @Test
    void aDeliveryThatIsForgottenIsOnNoList() {
        DeliveryHistory dead =
                stored.history(0, 0, 0, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        stored.put(dead);
        stored.disk.forget(dead.id());

        assertThat(stored.disk.find(dead.id())).isEmpty();
        assertThat(stored.all(inStatus(DeliveryStatus.Kind.DEAD))).isEmpty();
        assertThat(stored.all(HistoryQuery.ofEvent(dead.event().id(), Optional.empty(), 5)))
                .isEmpty();
    }

    @Test
    void aPageEndsAfterItsShareOfWorkAndSaysWhereToGoOn() {
        for (int i = 0; i <= HistoryScan.LOOKED_AT_MAX; i++) {
            DeliveryHistory each = stored.history(0, i, 0, new DeliveryStatus.Delivered());
            stored.put(each);
        }
        HistoryQuery query = ofEndpoint(0, Optional.of(TYPES.get(1)));

        HistoryPage<DeliveryHistory> first = stored.page(query);

        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(stored.page(query.after(first.next().orElseThrow())))
                .isEqualTo(new HistoryPage<>(List.of(), Optional.empty()));
    }

    @Test
    void whatHasGatheredIsFoundByEveryReaderAndNothingTwice() {
        for (int i = 0; i < 2 * HistoryBatch.RECORDS_MAX + 7; i++) {
            DeliveryHistory each = stored.history(0, i, 0, new DeliveryStatus.Delivered());
            stored.put(each);
            if (i % 50 == 3) {
                assertThat(stored.disk.find(each.id())).contains(each);
            }
        }

        assertThat(stored.all(ofEndpoint(0, Optional.empty())))
                .hasSize(2 * HistoryBatch.RECORDS_MAX + 7)
                .doesNotHaveDuplicates();
    }

    @Test
    void theLatestOfARecordThatIsWrittenAgainWithinABatchCounts() {
        DeliveryHistory dead =
                stored.history(0, 0, 0, new DeliveryStatus.Dead(DeadLetterReason.GONE));
        DeliveryHistory delivered = stored.history(0, 0, 0, new DeliveryStatus.Delivered());
        stored.put(dead);
        stored.disk.forget(dead.id());
        stored.put(dead);
        stored.put(delivered);

        assertThat(stored.disk.find(dead.id())).contains(delivered);
    }

    @Test
    void aReaderOnAnotherThreadFindsWhatWasWrittenBefore() throws Exception {
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 500; i++) {
                DeliveryHistory each = stored.history(0, i, 0, new DeliveryStatus.Delivered());
                stored.put(each);

                Optional<DeliveryHistory> found =
                        reader.submit(() -> stored.disk.find(each.id())).get();

                assertThat(found).contains(each);
            }
        }
    }

    @Test
    void whatWasWrittenBeforeACloseIsThereAfterIt() {
        DeliveryHistory kept = stored.history(0, 0, 0, new DeliveryStatus.Delivered());
        stored.put(kept);
        stored.disk.note(new byte[] {'O'}, new byte[] {7});
        stored.disk.close();
        stored.open();

        assertThat(stored.disk.find(kept.id())).contains(kept);
        assertThat(stored.disk.noted(new byte[] {'O'})).containsExactly(7);
    }

    @Test
    void nobodyReadsOnceItIsClosed() {
        stored.disk.close();

        assertThatThrownBy(() -> stored.page(inStatus(DeliveryStatus.Kind.DEAD)))
                .isInstanceOf(InvalidStateStoreException.class);
    }

    private HistoryQuery inStatus(DeliveryStatus.Kind status) {
        return new HistoryQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(status),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
    }

    private static HistoryQuery ofEndpoint(int endpoint, Optional<EventType> type) {
        return new HistoryQuery(
                Optional.empty(),
                Optional.of(Set.of(ENDPOINTS.get(endpoint))),
                Optional.empty(),
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
    }
}
