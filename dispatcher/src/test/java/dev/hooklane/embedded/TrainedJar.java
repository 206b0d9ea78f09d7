package dev.hooklane.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program's jar, with what a JVM learned about it, which spares a start two thirds of its time.
 * The first test that needs it has a JVM learn, as the script {@code hooklane} does after a build;
 * later tests, and the script, find it done.
 */
public record TrainedJar(Path jar) {
    private static final long MINUTES = 2;

    /** Those of the script that the cache depends on. */
    private static final List<String> OPTIONS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError");

    /** The one that the build made that runs this test: unit tests run before it is made. */
    public static Optional<TrainedJar> find() {
        Optional<TrainedJar> found =
                Optional.ofNullable(System.getProperty("hooklane.jar"))
                        .map(Path::of)
                        .filter(Files::exists)
                        .map(TrainedJar::new);
        found.ifPresent(TrainedJar::train);
        return found;
    }

    /** Where the cache is, unless training failed. */
    public Path cache() {
        return jar.resolveSibling("hooklane.aot");
    }

    /** The options by which a JVM uses the cache, if there is one. */
    public List<String> options() {
        return Files.exists(cache())
                ? List.of(
                        "-XX:+UseCompactObjectHeaders", "-XX:AOTCache=" + cache(), "-Xlog:aot*=off")
                : List.of();
    }

    private void train() {
        Path lock = jar.resolveSibling("hooklane.aot.lock");
        try (FileChannel channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!isTrained()) {
                learn();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private boolean isTrained() throws IOException {
        return Files.exists(cache())
                && Files.getLastModifiedTime(cache()).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private void learn() throws IOException, InterruptedException {
        Path learned = jar.resolveSibling("hooklane.aot.new");
        Path log = jar.resolveSibling("hooklane.aot.log");
        Files.deleteIfExists(cache());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-XX:AOTCacheOutput=" + learned);
        command.addAll(List.of("-jar", jar.toString(), "train"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        if (ended && process.exitValue() == 0 && Files.exists(learned)) {
            Files.move(learned, cache(), StandardCopyOption.ATOMIC_MOVE);
        } else {
            System.err.println("no cache of " + jar + "; see " + log);
        }
    }
}
