package dev.hooklane.fanout;

import dev.hooklane.topic.Topics;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionOptionsFIFO;
import org.rocksdb.CompactionStyle;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Tunes RocksDB for the stores of the fan-out, which share its memory. The class is public because
 * Kafka Streams creates it by reflection.
 *
 * <p>In the store that detects repeats, each key is written once. Nearly every look-up finds
 * nothing, and entries expire after two days. Files are dropped whole once they are older than the
 * retention (FIFO with a time to live), and never rewritten. That a key is new shows in where the
 * files end if it has a time ({@link PlaceKeys}), and in each file's Bloom filter otherwise.
 *
 * <p>In the store of deferred events, entries are read in the order of their keys and then removed,
 * so files are rewritten, as Kafka Streams does by default.
 */
public final class FanOutRocksDb implements RocksDBConfigSetter {
    /** Blocks, filters and write buffers of all partitions together. */
    private static final long MEMORY_BYTES = 32L << 20;

    private static final long WRITE_BUFFERS_BYTES = 16L << 20;
    private static final double BLOOM_BITS_PER_KEY = 10;

    /**
     * Four shards, because few threads read. The default would be 64 shards of half a MiB, too
     * small for a file's filter.
     */
    private static final int CACHE_SHARD_BITS = 2;

    /**
     * The disk space that a partition may use. Time is the intended limit, so this one is never
     * reached.
     */
    private static final long FILES_BYTES = 1L << 50;

    static {
        RocksDB.loadLibrary();
    }

    // Shared on purpose: RocksDB's memory is limited for the process, not for each partition.
    private static final Cache CACHE = new LRUCache(MEMORY_BYTES, CACHE_SHARD_BITS);
    private static final WriteBufferManager WRITE_BUFFERS =
            new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        // Split into pieces of a block each: if the cache does not hold a filter, a look-up reads 4
        // KiB instead of the whole filter.
        table.setIndexType(IndexType.kTwoLevelIndexSearch);
        table.setPartitionFilters(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        if (storeName.equals(Topics.FIRST_PUBLISHED)) {
            expire(options);
        }
    }

    private static void expire(Options options) {
        options.setCompactionStyle(CompactionStyle.FIFO);
        options.setCompactionOptionsFIFO(
                new CompactionOptionsFIFO()
                        .setMaxTableFilesSize(FILES_BYTES)
                        .setAllowCompaction(true));
        options.setTtl(Topics.FIRST_PUBLISHED_RETENTION.toSeconds());
    }

    @Override
    public void close(String storeName, Options options) {
        // The shared cache and buffers outlive every store.
    }
}
