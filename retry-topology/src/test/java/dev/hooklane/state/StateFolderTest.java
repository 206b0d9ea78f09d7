package dev.hooklane.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.BuiltinComparator;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

final class StateFolderTest {
    @TempDir private Path stateDir;
    private StateFolder folder;
    private Path good;
    private Path bad;

    @BeforeAll
    static void load() {
        RocksDB.loadLibrary();
    }

    @BeforeEach
    void fill() throws IOException, RocksDBException {
        folder = new StateFolder(stateDir, "app");
        good = stateDir.resolve("app/0_1");
        bad = stateDir.resolve("app/0_2");
        store(good.resolve("rocksdb/names"));
        store(bad.resolve("rocksdb/names"));
    }

    @Test
    void whatIsWholeStays() throws IOException {
        folder.heal();
        folder.noteIfDamage(damage());
        folder.heal();

        assertThat(good).isDirectory();
        assertThat(bad).isDirectory();
    }

    @Test
    void aStoreWhoseKeysStandInDescendingOrderStays() throws IOException, RocksDBException {
        Path descending = stateDir.resolve("app/0_3/latest");
        try (Options options =
                new Options().setComparator(BuiltinComparator.REVERSE_BYTEWISE_COMPARATOR)) {
            store(descending, options);
        }
        folder = new StateFolder(stateDir, "app", store -> store.equals(descending));

        folder.heal();
        folder.noteIfDamage(damage());
        folder.heal();

        assertThat(descending).isDirectory();
        assertThat(good).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT", "MANIFEST-", ".sst"})
    void aTaskWhoseStoreCannotBeOpenedIsDeletedAndTheOthersStay(String name) throws IOException {
        for (Path file : files(bad, name)) {
            byte[] noise = new byte[(int) Files.size(file)];
            new Random(1).nextBytes(noise);
            Files.write(file, noise);
        }

        folder.heal();

        assertThat(bad).doesNotExist();
        assertThat(good).isDirectory();
    }

    @Test
    void aStoreThatLacksAFileIsDamaged() throws IOException {
        for (Path file : files(bad, ".sst")) {
            Files.delete(file);
        }

        folder.heal();

        assertThat(bad).doesNotExist();
    }

    @Test
    void oneWrongBitIsFoundAfterAFailureThatItCaused() throws IOException {
        Path file = files(bad, ".sst").getFirst();
        byte[] bytes = Files.readAllBytes(file);
        bytes[10] ^= 1;
        Files.write(file, bytes);

        folder.heal();
        assertThat(bad).isDirectory();

        folder.noteIfDamage(damage());
        folder.heal();
        assertThat(bad).doesNotExist();
        assertThat(good).isDirectory();
    }

    @Test
    void theNoteCountsOnce() {
        folder.noteIfDamage(damage());
        folder.heal();

        assertThat(stateDir.resolve("app/damaged")).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereYetIsNotMade() {
        new StateFolder(stateDir, "other").heal();

        assertThat(stateDir.resolve("other")).doesNotExist();
    }

    @Test
    void aFullDiskIsNoDamage() {
        Status full = new Status(Status.Code.IOError, Status.SubCode.NoSpace, "no space");

        assertThat(StateFolder.isDamage(new RuntimeException(new RocksDBException(full))))
                .isFalse();
        assertThat(StateFolder.isDamage(damage())).isTrue();
        assertThat(StateFolder.isDamage(new RuntimeException(new RocksDBException("why"))))
                .isFalse();
    }

    private static RuntimeException damage() {
        return new RuntimeException(
                new RocksDBException(
                        new Status(Status.Code.Corruption, Status.SubCode.None, "bad block")));
    }

    private static void store(Path path) throws IOException, RocksDBException {
        try (Options options = new Options()) {
            store(path, options);
        }
    }

    private static void store(Path path, Options options) throws IOException, RocksDBException {
        Files.createDirectories(path);
        options.setCreateIfMissing(true);
        try (RocksDB db = RocksDB.open(options, path.toString());
                FlushOptions flush = new FlushOptions()) {
            for (int i = 0; i < 1_000; i++) {
                byte[] text = ("entry " + i).getBytes(StandardCharsets.UTF_8);
                db.put(text, text);
            }
            db.flush(flush);
        }
    }

    private static List<Path> files(Path task, String name) throws IOException {
        try (Stream<Path> files = Files.walk(task)) {
            List<Path> found =
                    files.filter(file -> file.getFileName().toString().contains(name)).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
