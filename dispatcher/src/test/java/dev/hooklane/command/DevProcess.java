package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hooklane.embedded.JavaProcess;
import dev.hooklane.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** A {@code hooklane dev} in a process of its own, as a developer has it. */
final class DevProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private static final Pattern DELIVERED = Pattern.compile("(dlv_[0-9a-z]+)  attempt 1 .*-> 200");

    private final Path folder;
    private final List<String> ports;
    private Process process;
    private Path out;
    private int starts;

    private DevProcess(Path folder, List<String> ports, Process process, Path out) {
        this.folder = folder;
        this.ports = ports;
        this.process = process;
        this.out = out;
    }

    static DevProcess start(Path folder, String... flags) throws IOException {
        List<String> ports =
                List.of(
                        "--port", Integer.toString(LoopbackPort.free()),
                        "--kafka-port", Integer.toString(LoopbackPort.free()),
                        "--receiver-port", Integer.toString(LoopbackPort.free()));
        Path out = folder.resolve("out-0.txt");
        DevProcess dev = new DevProcess(folder, ports, launch(folder, ports, out, flags), out);
        dev.awaitReady();
        return dev;
    }

    /** Kills it as the power going off would, and starts it again. */
    void killAndStartAgain(String... flags) throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        starts++;
        out = folder.resolve("out-%d.txt".formatted(starts));
        process = launch(folder, ports, out, flags);
        awaitReady();
    }

    /** Sends SIGTERM and returns the exit code. */
    int stop(Duration within) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
                .as("stopped within %s", within)
                .isTrue();
        return process.exitValue();
    }

    /** All that it printed since it was last started. */
    String printed() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The deliveries that its receiver accepted, over all its starts. */
    Set<String> delivered() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i <= starts; i++) {
            all.append(Files.readString(folder.resolve("out-%d.txt".formatted(i))));
        }
        return DELIVERED
                .matcher(all)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    /** What the table says behind this word. */
    String told(String word) {
        return Pattern.compile("(?m)^  " + word + " +(\\S+)")
                .matcher(printed())
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitReady() {
        try {
            await().atMost(START_TIMEOUT)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || printed().contains("\nready in "));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "not ready within %s; it printed%n%s%nand its threads were%n%s"
                            .formatted(START_TIMEOUT, printed(), threads()),
                    e);
        }
        assertThat(printed()).contains("\nready in ");
    }

    private String threads() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asking =
                    new ProcessBuilder(jcmd, Long.toString(process.pid()), "Thread.print")
                            .redirectErrorStream(true)
                            .start();
            return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Process launch(Path folder, List<String> ports, Path out, String... flags)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("dev"));
        arguments.addAll(ports);
        arguments.addAll(Arrays.asList(flags));
        return JavaProcess.program(Main.class, JavaProcess.LIGHT, arguments)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }
}
