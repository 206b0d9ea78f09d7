package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import dev.hooklane.statistics.AccountStatistics;
import dev.hooklane.statistics.EndpointStatistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition's history as a store of Kafka Streams. The topology fills it, or the history topic
 * itself when it is restored or a standby. In both cases it also stores the entries of its lists.
 */
final class HistoryRecords implements StateStore {
    private static final Logger log = LoggerFactory.getLogger(HistoryRecords.class);
    private static final String FOLDER = "history-newest-first";

    /** Where earlier versions keep the same records, earliest first. */
    private static final String FORMER_FOLDER = "history-records";

    private final String name;
    private final Erasures erasures;
    private final InstantSource clock;
    private @Nullable HistoryDisk disk;

    HistoryRecords(String name, Erasures erasures, InstantSource clock) {
        this.name = name;
        this.erasures = erasures;
        this.clock = clock;
    }

    /** Reports whether the database in this folder has its keys in descending order. */
    static boolean standsNewestFirst(Path database) {
        return database.endsWith(FOLDER);
    }

    /** Returns the type that finds all of an instance's partitions, or the requested one. */
    static QueryableStoreType<List<HistoryRecords>> type() {
        return new QueryableStoreType<>() {
            @Override
            public boolean accepts(StateStore store) {
                return store instanceof HistoryRecords;
            }

            @Override
            public List<HistoryRecords> create(StateStoreProvider provider, String storeName) {
                // With this second type, the provider returns the stores one by one.
                return provider.stores(storeName, single());
            }
        };
    }

    private static QueryableStoreType<HistoryRecords> single() {
        return new QueryableStoreType<>() {
            @Override
            public boolean accepts(StateStore store) {
                return store instanceof HistoryRecords;
            }

            @Override
            public HistoryRecords create(StateStoreProvider provider, String storeName) {
                throw new IllegalStateException("stores are asked for in lists");
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        Path stateDir = context.stateDir().toPath();
        deleteFormer(stateDir.resolve(FORMER_FOLDER));
        disk = new HistoryDisk(stateDir.resolve(FOLDER), clock);
        // Restores whole records, because the statistics need their offsets.
        RecordBatchingStateRestoreCallback restored =
                records -> records.forEach(each -> put(each.key(), each.value(), each.offset()));
        context.register(root, restored);
    }

    /** Deletes what nothing reads any more: it is as large as the history itself. */
    private static void deleteFormer(Path folder) {
        if (Files.exists(folder)) {
            log.info("history.rebuilt the files of an earlier version are deleted: {}", folder);
            try {
                Utils.delete(folder.toFile());
            } catch (IOException e) {
                throw new ProcessorStateException("%s can't be deleted".formatted(folder), e);
            }
        }
    }

    /** Stores a record of the history topic; one that can't be read is skipped. */
    void put(byte @Nullable [] key, byte @Nullable [] value, long offset) {
        if (key == null) {
            // Nothing could find it, and only a foreign writer makes such a record.
            return;
        }
        try {
            DeliveryId id = HistoryCodec.delivery(key);
            HistoryHead head = value == null ? null : HistoryHead.read(value);
            if (value == null || head == null || head.isErased(erasures)) {
                forget(id, head);
            } else {
                open().write(id, head, value, offset);
            }
        } catch (IllegalArgumentException e) {
            log.warn("history.unreadable left out: {}", VisibleText.excerpt(e.toString()));
        }
    }

    /**
     * Removes a delivery that was deleted, or whose event was erased while the record was in
     * flight. If the account is erased, it also removes the statistics of the delivery's endpoint.
     */
    private void forget(DeliveryId id, @Nullable HistoryHead head) {
        if (!erasures.isEmpty()) {
            Optional.ofNullable(head)
                    .or(() -> open().record(id).map(HistoryHead::read))
                    .filter(this::isOfErasedAccount)
                    .ifPresent(last -> open().forgetStatistics(id.endpoint(), last));
        }
        open().forget(id);
    }

    private boolean isOfErasedAccount(HistoryHead head) {
        return erasures.covers(
                new AccountId(head.account()), Instant.ofEpochMilli(head.published()));
    }

    Optional<DeliveryHistory> find(DeliveryId id) {
        return open().find(id);
    }

    List<EndpointStatistics> statistics(Set<EndpointId> endpoints) {
        return open().statistics(endpoints);
    }

    AccountStatistics statistics(Optional<AccountId> account) {
        return open().statistics(account);
    }

    WaitingDeliveries waiting(Set<EndpointId> endpoints) {
        return open().waiting(endpoints);
    }

    /** Does the same as {@link HistoryDisk#page}. */
    static HistoryPage<DeliveryHistory> page(
            HistoryQuery query, Map<HistoryRecords, HistoryQuery> parts) {
        Map<HistoryDisk, HistoryQuery> disks = new HashMap<>();
        parts.forEach((records, part) -> disks.put(records.open(), part));
        return HistoryDisk.page(query, disks);
    }

    /** Returns the size of its files. */
    long diskBytes() {
        return open().bytes();
    }

    HistoryStretch walk(HistoryWalk walk) {
        return open().walk(walk);
    }

    private HistoryDisk open() {
        if (disk == null) {
            throw new InvalidStateStoreException("history is not open");
        }
        return disk;
    }

    /** Already deprecated, because the next major release requires it of every store. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                open().note(
                                offsetKey(partition),
                                ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
            }
        });
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        byte[] noted = open().noted(offsetKey(partition));
        return noted == null ? null : ByteBuffer.wrap(noted).getLong();
    }

    private static byte[] offsetKey(TopicPartition partition) {
        return ("O" + partition).getBytes(UTF_8);
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return disk != null && disk.isOpen();
    }

    @Override
    public void close() {
        if (disk != null) {
            disk.close();
        }
    }
}
