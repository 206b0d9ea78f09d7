package dev.hooklane.bench.neighbour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Attackers in a process of their own, at the lowest priority: real ones have machines of their
 * own, and what they cost is to be what Hooklane does about them.
 */
final class AttackerProcess implements AutoCloseable {
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final int PATIENCE_SECONDS = 15;

    private final Process process;

    private AttackerProcess(Process process) {
        this.process = process;
    }

    static AttackerProcess start(int port, String key, List<String> attacks) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttackerMain.class.getName(),
                        Integer.toString(port),
                        key));
        command.addAll(attacks);
        try {
            return new AttackerProcess(
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("the attackers' process did not start", e);
        }
    }

    /** Ends the attack. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
