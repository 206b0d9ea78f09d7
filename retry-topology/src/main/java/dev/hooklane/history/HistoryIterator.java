package dev.hooklane.history;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;

/**
 * Goes through records and list entries, up or down. Keys stand on disk in descending order, so
 * that lists, which have the newest first, are read forwards. RocksDB takes twice as long
 * backwards. For one thread.
 */
final class HistoryIterator implements AutoCloseable {
    private final RocksIterator iterator;

    HistoryIterator(RocksDB db, ReadOptions options) {
        iterator = db.newIterator(options);
    }

    /** Goes to this key, or the next lower one. */
    void seekDown(String key) {
        iterator.seek(HistoryKeys.bytes(key));
    }

    /** Goes to the next lower key. */
    void down() {
        iterator.next();
    }

    /** Goes to this key, or the next higher one. */
    void seekUp(String key) {
        iterator.seekForPrev(HistoryKeys.bytes(key));
    }

    /** Goes to the next higher key. */
    void up() {
        iterator.prev();
    }

    /** Returns the key where it is; null if that is not in the range with this prefix. */
    byte @Nullable [] key(String prefix) {
        if (!HistoryDisk.isAtEntry(iterator)) {
            return null;
        }
        byte[] key = iterator.key();
        return HistoryKeys.beginsWith(key, prefix) ? key : null;
    }

    byte[] value() {
        return iterator.value();
    }

    @Override
    public void close() {
        iterator.close();
    }
}
