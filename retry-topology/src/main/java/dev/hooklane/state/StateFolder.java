package dev.hooklane.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.rocksdb.BuiltinComparator;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one Kafka Streams application. A damaged store would make every start fail, while a
 * missing one is rebuilt. Damaged stores are therefore deleted. Used only while the application is
 * not running.
 */
public final class StateFolder {
    private static final Logger log = LoggerFactory.getLogger(StateFolder.class);

    /** Every RocksDB store has a file of this name, which says where to begin. */
    private static final String CURRENT = "CURRENT";

    private final Path folder;
    private final Predicate<Path> descending;
    private final Path note;

    /**
     * Names the folder, which need not exist.
     *
     * @param stateDir of the instance
     * @param application its {@code application.id}
     */
    public StateFolder(Path stateDir, String application) {
        this(stateDir, application, _ -> false);
    }

    /**
     * Does the same for an application that has stores of its own kind.
     *
     * @param descending whether the keys of the store in this folder stand in descending order
     */
    public StateFolder(Path stateDir, String application, Predicate<Path> descending) {
        folder = stateDir.resolve(application);
        this.descending = descending;
        note = folder.resolve("damaged");
    }

    /**
     * Deletes the folder of each task with a store that can't be opened. If damage was noted, it
     * also deletes those with a block whose checksum is wrong, for which it reads all blocks. Call
     * it before the application is created.
     */
    public void heal() {
        try {
            deleteDamaged(Files.exists(note));
            Files.deleteIfExists(note);
        } catch (IOException e) {
            // Kafka Streams itself reports anything that it can't use.
            log.error("state.unusable folder={}: {}", folder, e.toString());
        }
    }

    /**
     * Notes a failure that was caused by a damaged store, for the next {@link #heal}; returns false
     * if it had another cause.
     */
    public boolean noteIfDamage(Throwable failure) {
        if (!isDamage(failure)) {
            return false;
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(note, failure.toString());
        } catch (IOException e) {
            log.error("state.unusable folder={}: {}", folder, e.toString());
        }
        return true;
    }

    /** Reports whether a failure was caused by a damaged store. */
    static boolean isDamage(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof RocksDBException rocks && isDamage(rocks)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDamage(RocksDBException failure) {
        Status status = failure.getStatus();
        if (status == null) {
            return false;
        }
        return switch (status.getCode()) {
            case Corruption, InvalidArgument, NotSupported -> true;
            // A file of the store is missing, for which RocksDB's Java API has no code. A full disk
            // or a missing permission is not damage.
            case IOError -> String.valueOf(status.getState()).contains("No such file");
            default -> false;
        };
    }

    private void deleteDamaged(boolean everyBlock) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path store : stores()) {
            try {
                open(store, everyBlock);
            } catch (RocksDBException e) {
                if (!isDamage(e)) {
                    continue;
                }
                Path task = folder.resolve(folder.relativize(store).getName(0));
                log.error(
                        "state.damaged store={} deleted={} to be rebuilt from Kafka: {}",
                        store,
                        task,
                        e.getMessage());
                Utils.delete(task.toFile());
            }
        }
    }

    private List<Path> stores() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(CURRENT)).map(Path::getParent).toList();
        }
    }

    private List<ColumnFamilyDescriptor> families(Path store) throws RocksDBException {
        List<byte[]> names;
        try (Options options = new Options()) {
            names = RocksDB.listColumnFamilies(options, store.toString());
        }
        if (names.isEmpty()) {
            // The list is also empty if it can't be read; opening the store then reports why.
            names = List.of(RocksDB.DEFAULT_COLUMN_FAMILY);
        }
        return names.stream()
                .map(name -> new ColumnFamilyDescriptor(name, options(store, name)))
                .toList();
    }

    private ColumnFamilyOptions options(Path store, byte[] family) {
        ColumnFamilyOptions options = new ColumnFamilyOptions();
        return descending.test(store) && Arrays.equals(family, RocksDB.DEFAULT_COLUMN_FAMILY)
                ? options.setComparator(BuiltinComparator.REVERSE_BYTEWISE_COMPARATOR)
                : options;
    }

    private void open(Path store, boolean everyBlock) throws RocksDBException {
        RocksDB.loadLibrary();
        List<ColumnFamilyDescriptor> families = families(store);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = new DBOptions().setKeepLogFileNum(1);
                RocksDB db = RocksDB.openReadOnly(options, store.toString(), families, handles)) {
            if (everyBlock) {
                db.verifyChecksum();
            }
            handles.forEach(ColumnFamilyHandle::close);
        } finally {
            families.forEach(family -> family.getOptions().close());
        }
    }
}
