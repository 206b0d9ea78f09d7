package dev.hooklane.topology;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionOptionsFIFO;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Tunes RocksDB for history: written all the time beside the deliveries, read seldom, gone after
 * its retention.
 *
 * <p>Files are dropped whole once they are older than the retention (FIFO with a time to live), and
 * hardly ever rewritten, so a record costs one write and expiry costs nothing. A read pays for it
 * with a look at each file's Bloom filter.
 */
final class HistoryRocksDb implements AutoCloseable {
    /** Blocks, filters and write buffers of all the store's partitions together. */
    private static final long MEMORY_BYTES = 64L << 20;

    private static final long WRITE_BUFFERS_BYTES = 32L << 20;
    private static final long BLOCK_BYTES = 8L << 10;
    private static final double BLOOM_BITS_PER_KEY = 10;

    /** The disk a partition may take; time is the limit that is meant, so this one is never met. */
    private static final long FILES_BYTES = 1L << 50;

    static {
        RocksDB.loadLibrary();
    }

    // Shared on purpose: RocksDB's memory is bounded for the process, not for each partition.
    private static final Cache CACHE = new LRUCache(MEMORY_BYTES);
    private static final WriteBufferManager WRITE_BUFFERS =
            new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    private final BloomFilter bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
    private final CompactionOptionsFIFO fifo =
            new CompactionOptionsFIFO().setMaxTableFilesSize(FILES_BYTES).setAllowCompaction(true);
    private final Options options;

    HistoryRocksDb() {
        BlockBasedTableConfig table =
                new BlockBasedTableConfig()
                        .setBlockCache(CACHE)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinTopLevelIndexAndFilter(true)
                        .setBlockSize(BLOCK_BYTES)
                        .setFilterPolicy(bloom);
        options =
                new Options()
                        .setCreateIfMissing(true)
                        .setTableFormatConfig(table)
                        .setWriteBufferManager(WRITE_BUFFERS)
                        .setCompressionType(CompressionType.LZ4_COMPRESSION)
                        .setCompactionStyle(CompactionStyle.FIFO)
                        .setCompactionOptionsFIFO(fifo)
                        .setTtl(Topics.EVENT_RETENTION.toSeconds());
    }

    Options options() {
        return options;
    }

    @Override
    public void close() {
        options.close();
        fifo.close();
        bloom.close();
    }
}
