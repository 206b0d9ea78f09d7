package dev.hooklane.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that is gone, with all it holds, once it is closed. */
public record TemporaryDirectory(Path path) implements AutoCloseable {
    public static TemporaryDirectory make() {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("hooklane-test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves what somebody still holds open. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder())
                    .map(Path::toFile)
                    .forEach(file -> {
                        boolean _ = file.delete();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
