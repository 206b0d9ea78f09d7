package dev.hooklane.fanout;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** What it costs to see that an event's id is new, with all that was published before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlaceLookUpBenchmark {
    private static final int PARTITIONS = 8;
    private static final int VALUE_BYTES = 32;
    private static final AccountId ACCOUNT = new AccountId("acme");

    /** Over all partitions. */
    @Param({"1000000", "6000000", "12000000"})
    public int entries;

    /** Whether the ids begin with their time. */
    @Param({"true", "false"})
    public boolean timed;

    private final PlaceKeys keys = new PlaceKeys();
    private final Random random = new Random(1);
    private final List<RocksDB> partitions = new ArrayList<>();
    private Path folder = Path.of("");
    private long millis = 1_790_000_000_000L;
    private int next;

    @Setup
    public void fill() throws IOException, RocksDBException {
        RocksDB.loadLibrary();
        folder = Files.createTempDirectory("places");
        for (int i = 0; i < PARTITIONS; i++) {
            Options options = new Options().setCreateIfMissing(true);
            options.setTableFormatConfig(new BlockBasedTableConfig());
            new FanOutRocksDb().setConfig(Topics.FIRST_PUBLISHED, options, Map.of());
            partitions.add(RocksDB.open(options, folder.resolve("partition-" + i).toString()));
        }
        try (WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
            for (int n = 0; n < entries; n++) {
                byte[] value = new byte[VALUE_BYTES];
                random.nextBytes(value);
                partitions.get(n % PARTITIONS).put(unlogged, key(), value);
                millis += n & 1;
            }
        }
    }

    private byte[] key() {
        EventId event =
                timed
                        ? EventId.random(Instant.ofEpochMilli(millis), random)
                        : new EventId("order-" + random.nextLong(Long.MAX_VALUE));
        return keys.of(ACCOUNT, event);
    }

    /** With the key that is made for it. */
    @Benchmark
    public byte[] newId() throws RocksDBException {
        return partitions.get(next++ & (PARTITIONS - 1)).get(key());
    }

    @TearDown
    public void remove() throws IOException {
        partitions.forEach(RocksDB::close);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
