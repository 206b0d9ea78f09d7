package dev.hooklane.bench.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A new folder that is deleted with its contents when it is closed, or when the JVM ends while it
 * is open.
 */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;
    private final Thread atExit = Thread.ofPlatform().unstarted(this::deleteAtExit);

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /** Makes one. */
    public static TemporaryFolder make() {
        try {
            TemporaryFolder folder =
                    new TemporaryFolder(Files.createTempDirectory("hooklane-bench"));
            Runtime.getRuntime().addShutdownHook(folder.atExit);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where it is. */
    public Path path() {
        return path;
    }

    /** Returns the path of a file in it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and its hook deletes the folder.
            return;
        }
        try {
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteAtExit() {
        try {
            delete();
        } catch (IOException | UncheckedIOException e) {
            System.err.println("bench: folder " + path + " is left behind: " + e);
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
