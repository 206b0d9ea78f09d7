package dev.hooklane.e2e.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A small file system over a folder, visible only to processes that are started in its
 * surroundings. It lives in a mount namespace that a sleeping process holds open, so nothing is
 * left of it once that process is gone. For one thread at a time.
 */
public final class SmallDisk implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final int BLOCK_BYTES = 64 * 1024;

    /**
     * Copies the folder to a file system of its own, which is then mounted over it. The last line
     * becomes the keeper, under the same process id.
     */
    private static final String SCRIPT =
            """
            set -e
            mkdir -p "$1" "$1.small"
            mount -t tmpfs -o size="$2" none "$1.small"
            cp -a "$1/." "$1.small/"
            mount --bind "$1.small" "$1"
            : >"$1.small-is-ready"
            exec sleep 86400
            """;

    private final Child keeper;
    private final Path folder;

    private SmallDisk(Child keeper, Path folder) {
        this.keeper = keeper;
        this.folder = folder;
    }

    /**
     * Puts a small disk over the folder, with its contents. Nothing may use the folder meanwhile.
     *
     * @param room the number of free bytes
     * @throws MeansMissingException if this user may not mount, even in a namespace of its own
     */
    public static SmallDisk over(Path folder, long room, Watchdog watchdog)
            throws IOException, InterruptedException {
        long used = Files.exists(folder) ? bytesIn(folder) : 0;
        Path log = sibling(folder, ".small.log");
        Path ready = sibling(folder, ".small-is-ready");
        Files.deleteIfExists(log);
        Files.deleteIfExists(ready);
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!isRoot()) {
            command.add("--map-root-user");
        }
        command.addAll(
                List.of("sh", "-c", SCRIPT, "sh", folder.toString(), Long.toString(used + room)));
        Child keeper;
        try {
            keeper = Child.start(watchdog, command, Map.of(), log);
        } catch (IOException e) {
            throw new MeansMissingException("needs Linux and `unshare`: " + e.getMessage());
        }
        Patience.await(
                "a small disk over " + folder,
                READY_WITHIN,
                () -> Files.exists(ready) || !keeper.isAlive());
        if (!keeper.isAlive()) {
            throw new MeansMissingException(
                    "needs the right to mount: " + Files.readString(log).strip());
        }
        return new SmallDisk(keeper, folder);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path sibling(Path folder, String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    /** Returns the disk space of the files, without holes. */
    private static long bytesIn(Path folder) throws IOException, InterruptedException {
        String printed = run(List.of("du", "-sk", folder.toString()));
        return Long.parseLong(printed.substring(0, printed.indexOf('\t'))) * 1024;
    }

    /** Returns the surroundings for processes that see it. */
    public Surroundings surroundings() {
        List<String> prefix =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(keeper.pid())));
        if (!isRoot()) {
            prefix.addAll(List.of("--user", "--preserve-credentials"));
        }
        prefix.addAll(List.of("--mount", "--wd=" + Path.of("").toAbsolutePath()));
        return new Surroundings(prefix, Map.of(), List.of());
    }

    /** Fills the disk to the last byte, and keeps it full for this long. */
    public void fill(Duration time) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream filler = Files.newOutputStream(filler())) {
            do {
                for (int bytes = BLOCK_BYTES; bytes > 0; bytes /= 2) {
                    while (wasWritten(filler, block, bytes)) {}
                }
                Thread.sleep(Duration.ofMillis(50));
            } while (System.nanoTime() < deadline);
        }
    }

    private static boolean wasWritten(OutputStream out, byte[] block, int bytes) {
        try {
            out.write(block, 0, bytes);
            return true;
        } catch (IOException e) {
            // The disk is full.
            return false;
        }
    }

    /** Makes room again. */
    public void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return inside().resolve("filler");
    }

    /** Returns the folder as seen from inside the namespace. */
    private Path inside() {
        return Path.of("/proc", Long.toString(keeper.pid()), "root").resolve(relative(folder));
    }

    private static Path relative(Path folder) {
        return folder.getRoot().relativize(folder);
    }

    /** Copies the contents back to the folder and removes the disk. Nothing may use it any more. */
    @Override
    public void close() throws IOException {
        try {
            giveBack();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + folder + " was given back");
        }
    }

    private void giveBack() throws IOException, InterruptedException {
        Files.deleteIfExists(filler());
        try {
            // Keep the folder itself: removing it would remove the mount over it too.
            var _ = run(List.of("find", folder.toString(), "-mindepth", "1", "-delete"));
            var _ = run(List.of("cp", "-a", inside() + "/.", folder + "/"));
        } finally {
            keeper.kill();
        }
        Files.deleteIfExists(sibling(folder, ".small"));
        Files.deleteIfExists(sibling(folder, ".small-is-ready"));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("%s: %s".formatted(String.join(" ", command), printed.strip()));
        }
        return printed;
    }
}
