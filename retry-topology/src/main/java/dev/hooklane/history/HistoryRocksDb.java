package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.topic.Topics;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.BuiltinComparator;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsFIFO;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Tunes RocksDB for the history: written constantly along with the deliveries, rarely read, gone
 * after its retention.
 *
 * <p>Files are dropped whole once they are older than the retention (FIFO with a time to live), and
 * hardly ever rewritten. A record therefore costs one write, and expiry costs nothing. In return, a
 * read has to check each file's Bloom filter.
 *
 * <p>Statistics have a column family of their own. They are few, small and rewritten again and
 * again, so they are compacted by levels. Both families are flushed together: without a write-ahead
 * log, each records how far the other has come.
 */
final class HistoryRocksDb implements AutoCloseable {
    /** Blocks, filters and write buffers of all the store's partitions together. */
    private static final long MEMORY_BYTES = 64L << 20;

    private static final long WRITE_BUFFERS_BYTES = 32L << 20;
    private static final long BLOCK_BYTES = 8L << 10;
    private static final double BLOOM_BITS_PER_KEY = 10;

    /**
     * The disk space that a partition may use. Time is the intended limit, so this one is never
     * reached.
     */
    private static final long FILES_BYTES = 1L << 50;

    static {
        RocksDB.loadLibrary();
    }

    // Shared on purpose: RocksDB's memory is limited for the process, not for each partition.
    private static final Cache CACHE = new LRUCache(MEMORY_BYTES);
    private static final WriteBufferManager WRITE_BUFFERS =
            new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    private final BloomFilter bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
    private final CompactionOptionsFIFO fifo =
            new CompactionOptionsFIFO().setMaxTableFilesSize(FILES_BYTES).setAllowCompaction(true);
    private final ColumnFamilyOptions records;
    private final ColumnFamilyOptions statistics;
    private final DBOptions options;

    HistoryRocksDb() {
        BlockBasedTableConfig table =
                new BlockBasedTableConfig()
                        .setBlockCache(CACHE)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinTopLevelIndexAndFilter(true)
                        .setBlockSize(BLOCK_BYTES)
                        .setFilterPolicy(bloom);
        records =
                new ColumnFamilyOptions()
                        // For HistoryIterator.
                        .setComparator(BuiltinComparator.REVERSE_BYTEWISE_COMPARATOR)
                        .setTableFormatConfig(table)
                        .setCompressionType(CompressionType.LZ4_COMPRESSION)
                        .setCompactionStyle(CompactionStyle.FIFO)
                        .setCompactionOptionsFIFO(fifo)
                        .setTtl(Topics.DEAD_LETTER_RETENTION.toSeconds());
        statistics =
                new ColumnFamilyOptions()
                        .setTableFormatConfig(table)
                        .setCompressionType(CompressionType.LZ4_COMPRESSION);
        options =
                new DBOptions()
                        .setCreateIfMissing(true)
                        .setCreateMissingColumnFamilies(true)
                        .setAtomicFlush(true)
                        .setWriteBufferManager(WRITE_BUFFERS);
    }

    DBOptions options() {
        return options;
    }

    /** Returns the family of the records and their list entries, then that of the statistics. */
    List<ColumnFamilyDescriptor> families() {
        return List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, records),
                new ColumnFamilyDescriptor("statistics".getBytes(UTF_8), statistics));
    }

    @Override
    public void close() {
        options.close();
        statistics.close();
        records.close();
        fifo.close();
        bloom.close();
    }
}
