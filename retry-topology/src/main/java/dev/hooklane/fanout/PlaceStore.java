package dev.hooklane.fanout;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The store in which {@link FirstPublished} remembers places. Its changelog gets one record at each
 * commit, for all entries since the one before; a record for each took more of the broker and the
 * producer than the event's delivery did. Owned by one stream thread.
 *
 * <pre>
 * put ─▶ disk
 *   └──▶ pack ─▶ (full, or a commit begins) ─▶ changelog ─▶ (acknowledged) ─▶ the events' offsets
 * </pre>
 *
 * <p>An entry is in the changelog before the offset of its event is committed: Kafka Streams calls
 * {@link #flushCache} when a commit begins, then waits for all acknowledgements. When a thread ends
 * without a commit, the pack is lost. Its events are then read again, and put again, even if the
 * disk has kept their entries.
 */
final class PlaceStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, byte[], byte[]> {
    private final PlacePack pack = new PlacePack();
    private @Nullable InternalProcessorContext<?, ?> streams;

    /**
     * @param disk the entries
     */
    PlaceStore(KeyValueStore<Bytes, byte[]> disk) {
        super(disk);
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        streams = (InternalProcessorContext<?, ?>) context;
        wrapped().init(new UnpackingContext(context), root);
    }

    byte @Nullable [] get(byte[] key) {
        return wrapped().get(Bytes.wrap(key));
    }

    /**
     * Stores an entry.
     *
     * @param timestamp when its event was appended, in milliseconds since 1970
     */
    void put(byte[] key, byte[] value, long timestamp) {
        wrapped().put(Bytes.wrap(key), value);
        pack.add(key, value, timestamp);
        if (pack.isFull()) {
            writePack();
        }
    }

    @Override
    public void flushCache() {
        writePack();
    }

    @Override
    public void clearCache() {
        pack.clear();
    }

    private void writePack() {
        if (streams == null || pack.isEmpty()) {
            return;
        }
        streams.logChange(
                name(),
                Bytes.wrap(pack.key()),
                pack.value(),
                pack.timestamp(),
                new RecordHeaders(),
                getPosition());
        pack.clear();
    }
}
