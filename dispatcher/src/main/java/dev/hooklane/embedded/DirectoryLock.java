package dev.hooklane.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to use a broker's directory, held by one process at a time. The system releases it if
 * the process is killed.
 *
 * <p>Kafka locks the directory too, but in a combined node only after its controller has written to
 * the metadata log.
 */
final class DirectoryLock implements AutoCloseable {

    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    /** Creates the directory if it is missing, and locks it. */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel file =
                    FileChannel.open(
                            directory.resolve("hooklane.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isLocked(file)) {
                file.close();
                throw new DirectoryInUseException(directory);
            }
            return new DirectoryLock(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "broker: directory %s can't be used".formatted(directory), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("broker: the lock can't be given back", e);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
