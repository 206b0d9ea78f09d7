package dev.hooklane.e2e.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A clock that is wrong for one process only, by libfaketime. The monotonic clock stays right. */
public final class FakeClock {
    private static final List<Path> FOLDERS =
            List.of(
                    Path.of("/usr/lib"),
                    Path.of("/usr/lib64"),
                    Path.of("/usr/local/lib"),
                    Path.of("/lib"));

    /**
     * The library that takes a lock on each reading of the clock comes last, as it slows a JVM to a
     * crawl.
     */
    private static final List<String> NAMES = List.of("libfaketime.so.1", "libfaketimeMT.so.1");

    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private FakeClock() {}

    /**
     * Returns surroundings in which the clock is wrong.
     *
     * @param by ahead of the true time; negative if behind
     * @throws MeansMissingException if there is no libfaketime, or it has no effect
     */
    public static Surroundings by(Duration by) throws IOException, InterruptedException {
        Path library = library();
        Map<String, String> environment = environment(library, by);
        long told = secondsOf(environment);
        if (Duration.between(Instant.now().plus(by), Instant.ofEpochSecond(told))
                        .abs()
                        .compareTo(TOLERANCE)
                > 0) {
            throw new MeansMissingException("%s has no effect here".formatted(library));
        }
        return new Surroundings(List.of(), environment, List.of());
    }

    static Map<String, String> environment(Path library, Duration by) {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                "%+ds".formatted(by.toSeconds()),
                // Otherwise waits of the JVM would end at once, or never.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "NO_FAKE_STAT",
                "1");
    }

    private static Path library() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : FOLDERS) {
            addThoseIn(folder.resolve("faketime"), found);
            if (Files.isDirectory(folder)) {
                // Debian has a folder for each architecture.
                try (DirectoryStream<Path> architectures =
                        Files.newDirectoryStream(folder, "*-linux-*")) {
                    for (Path architecture : architectures) {
                        addThoseIn(architecture.resolve("faketime"), found);
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new MeansMissingException(
                    "needs libfaketime (apt-get install libfaketime), found none below " + FOLDERS);
        }
        return found.getFirst();
    }

    private static void addThoseIn(Path folder, List<Path> found) {
        NAMES.stream().map(folder::resolve).filter(Files::isReadable).forEach(found::add);
    }

    private static long secondsOf(Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("date", "+%s").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process date = builder.start();
        String told =
                new String(date.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        var _ = date.waitFor();
        return told.matches("[0-9]{1,12}") ? Long.parseLong(told) : 0;
    }
}
