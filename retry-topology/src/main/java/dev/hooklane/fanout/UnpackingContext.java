package dev.hooklane.fanout;

import dev.hooklane.event.VisibleText;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.internals.StateRestoreCallbackAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The context of a store on disk that is restored from records that are packed, or single entries
 * as earlier releases wrote them. The store itself sees only entries.
 */
final class UnpackingContext implements StateStoreContext {
    private static final Logger log = LoggerFactory.getLogger(UnpackingContext.class);

    private final StateStoreContext streams;

    UnpackingContext(StateStoreContext streams) {
        this.streams = streams;
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback) {
        streams.register(store, unpacking(callback));
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback, CommitCallback commit) {
        streams.register(store, unpacking(callback), commit);
    }

    private static RecordBatchingStateRestoreCallback unpacking(StateRestoreCallback callback) {
        RecordBatchingStateRestoreCallback disk = StateRestoreCallbackAdapter.adapt(callback);
        return records -> disk.restoreBatch(entries(records));
    }

    private static List<ConsumerRecord<byte[], byte[]>> entries(
            Collection<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> entries = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null || !PlacePack.isKey(record.key())) {
                entries.add(record);
                continue;
            }
            try {
                PlacePack.each(
                        record.value(), (key, value) -> entries.add(entry(record, key, value)));
            } catch (IllegalArgumentException e) {
                log.warn(
                        "first-published.unreadable at {}@{}: {}",
                        record.partition(),
                        record.offset(),
                        VisibleText.excerpt(e.toString()));
            }
        }
        return entries;
    }

    private static ConsumerRecord<byte[], byte[]> entry(
            ConsumerRecord<byte[], byte[]> pack, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                pack.topic(),
                pack.partition(),
                pack.offset(),
                pack.timestamp(),
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                pack.headers(),
                Optional.empty());
    }

    @Override
    public String applicationId() {
        return streams.applicationId();
    }

    @Override
    public TaskId taskId() {
        return streams.taskId();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return streams.recordMetadata();
    }

    @Override
    public Serde<?> keySerde() {
        return streams.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return streams.valueSerde();
    }

    @Override
    public File stateDir() {
        return streams.stateDir();
    }

    @Override
    public StreamsMetrics metrics() {
        return streams.metrics();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return streams.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return streams.appConfigsWithPrefix(prefix);
    }
}
