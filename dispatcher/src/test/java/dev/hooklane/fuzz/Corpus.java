package dev.hooklane.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kept inputs of a target, each a line of base64.
 *
 * @param file named like the target's class
 */
record Corpus(Path file) {
    /** An input that is longer, or one more, costs more time in each build than it is worth. */
    private static final int KEPT_BYTES_MAX = 2_048;

    private static final int KEPT_MAX = 400;

    /** All corpora in a folder. */
    static List<Corpus> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(Corpus::new).toList();
        }
    }

    String target() {
        return file.getFileName().toString();
    }

    List<byte[]> inputs() throws IOException {
        return Files.readAllLines(file).stream().map(Base64.getDecoder()::decode).toList();
    }

    /** Writes each input as a file of its own, as Jazzer wants them. */
    void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (byte[] input : inputs()) {
            Files.write(folder.resolve("kept-" + number++), input);
        }
    }

    /** Keeps the shortest inputs of a folder, and no others. */
    void replace(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Files.write(
                    file,
                    files.map(Corpus::read)
                            .filter(input -> input.length <= KEPT_BYTES_MAX)
                            .sorted(Comparator.comparingInt(input -> input.length))
                            .limit(KEPT_MAX)
                            .map(Base64.getEncoder()::encodeToString)
                            .sorted()
                            .toList());
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
