package dev.hooklane.bench.rig;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of the benchmark that answers each line with a line, and ends when its standard input
 * does. For one thread.
 */
public final class LineProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;

    private LineProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
        this.questions =
                new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /** Starts a broker with its state in this folder, and returns when it serves. */
    public static LineProcess broker(Path folder) {
        return start(
                BrokerMain.class,
                List.of("-Xmx1g", "--sun-misc-unsafe-memory-access=allow"),
                List.of(folder.toString()));
    }

    /** Starts a publisher; its arguments are those of {@link PublisherMain}. */
    static LineProcess publisher(String... arguments) {
        return start(
                PublisherMain.class,
                List.of("-Xmx512m", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"),
                List.of(arguments));
    }

    /** Starts a main class of the benchmark's class path in a JVM of its own. */
    static LineProcess start(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            return new LineProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the next line.
     *
     * @throws BenchmarkFailedException if the process has ended instead
     */
    public String line() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new BenchmarkFailedException("a process of the benchmark has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a line, and returns the answer. */
    public String ask(String line) {
        questions.println(line);
        return line();
    }

    /** Returns the CPU time that the process has used. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        questions.close();
        try {
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
