package dev.hooklane.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryHead;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** What the history writes for a record. */
class HistoryBatchTest {
    private static final DeliveryId ID =
            new DeliveryId("dlv_01m8r2km3s1qyywbfv98r952dd1ykqaqqgw3ny");

    private final HistoryBatch batch = new HistoryBatch();

    @BeforeAll
    static void load() {
        RocksDB.loadLibrary();
    }

    @AfterEach
    void close() {
        batch.close();
    }

    @Test
    void aDeliveryThatWaitsOrIsDeliveredAtOnceRemovesNothing() throws RocksDBException {
        put(DeliveryStatus.Kind.DELIVERED, false, true);
        put(DeliveryStatus.Kind.WAITING, false, true);
        put(DeliveryStatus.Kind.WAITING, false, false);

        assertThat(batch.changes().hasDelete()).isFalse();
        assertThat(batch.changes().count()).isEqualTo(2 + 4 + 4);
    }

    @Test
    void aDeliveryThatEndsRemovesThatItWaited() throws RocksDBException {
        put(DeliveryStatus.Kind.DELIVERED, false, false);
        // Its endpoint was paused while it waited: there is no further attempt.
        put(DeliveryStatus.Kind.DEAD, false, true);

        assertThat(batch.changes().hasDelete()).isTrue();
        assertThat(batch.changes().count()).isEqualTo((2 + 2) + (2 + 2 + 2));
    }

    @Test
    void aRetryRemovesThatItWasDeadOrCancelled() throws RocksDBException {
        put(DeliveryStatus.Kind.DELIVERED, true, false);

        assertThat(batch.changes().count()).isEqualTo(2 + 3 * 2);
    }

    private void put(DeliveryStatus.Kind status, boolean retried, boolean first)
            throws RocksDBException {
        batch.put(
                ID,
                new HistoryHead(
                        "acme",
                        "evt_1",
                        "message.created",
                        Optional.of(status),
                        1,
                        retried,
                        first,
                        Optional.empty(),
                        false),
                new byte[] {'{'});
    }
}
