package dev.hooklane.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.MachineFacts;
import dev.hooklane.bench.measure.Profiler;
import dev.hooklane.bench.measure.RunFile;
import dev.hooklane.dispatcher.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklane bench}. */
@Command(
        name = "hooklane bench",
        header = "Measures Hooklane on this machine.",
        description = {
            "",
            "Prints a line `name value unit bar=... reference=...` for each measurement, and"
                    + " writes the run as JSON. Without a name, runs all benchmarks; `list`"
                    + " lists them.",
            "",
            "Example: throughput of the full road next to plain OkHttp, and latency",
            "  hooklane bench road"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.class,
        sortOptions = false)
public final class Main implements Callable<Integer>, CommandLine.IVersionProvider {
    private static final String ALL = "all";
    private static final String LIST = "list";
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Benchmarks to run, `all`, or `list`.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "Take a quarter of the time, for a first impression.")
    private boolean quick;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The file for the run (default: bench/target/bench-<time>.json).")
    private @Nullable Path json;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the measured Hooklane, such as fan-out.threads=2.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description =
                    "Only these attacks of `attack`, such as look-ups,replays, or these parts of"
                            + " `scale`, such as processes,rates.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--profile",
            description =
                    "Draw a flame graph of Hooklane at full speed for each benchmark in one process,"
                            + " beside the run's JSON.")
    private boolean profile;

    @Option(names = "--debug", description = "Print the stack trace of a failure.")
    private boolean debug;

    private Main() {}

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::failed);
    }

    /** Prints one line for people; the stack trace only in debug mode. */
    static int failed(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        String line =
                failure.toString().lines().map(String::strip).collect(Collectors.joining(" "));
        command.getErr().println("hooklane bench: " + line);
        if (((Main) command.getCommand()).debug) {
            failure.printStackTrace(command.getErr());
        }
        return 1;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        CommandLine command = command().commandLine();
        PrintWriter out = command.getOut();
        if (names.contains(LIST)) {
            Benchmarks.ALL.forEach(each -> out.printf("%-12s %s%n", each.name(), each.summary()));
            return 0;
        }
        List<Benchmark> chosen = chosen();
        quietLog();
        Instant startedAt = Instant.now();
        Map<String, Object> machine = MachineFacts.now();
        BenchRun run =
                new BenchRun(
                        quick,
                        settings,
                        only,
                        out,
                        command.getErr(),
                        profile ? Optional.of(Profiler.load()) : Optional.empty());
        Path file = json == null ? defaultFile(startedAt) : json;
        boolean failed = false;
        for (Benchmark benchmark : chosen) {
            failed |= !ran(benchmark, run);
            run.drawProfile(beside(file, benchmark), benchmark.name());
        }
        RunFile.write(file, run, startedAt, machine);
        run.progress("written to " + file);
        return failed ? 1 : 0;
    }

    /** Reports whether a benchmark worked; a failed one does not keep later ones from running. */
    private static boolean ran(Benchmark benchmark, BenchRun run) throws InterruptedException {
        try {
            benchmark.run(run);
            return true;
        } catch (BenchmarkFailedException e) {
            run.detail(benchmark.name() + ".failed", String.valueOf(e.getMessage()));
            run.progress("%s FAILED: %s".formatted(benchmark.name(), e.getMessage()));
            return false;
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"hooklane " + Version.CURRENT};
    }

    private List<Benchmark> chosen() {
        if (names.isEmpty() || names.contains(ALL)) {
            return Benchmarks.ALL;
        }
        return names.stream()
                .map(name ->
                        Benchmarks.named(name)
                                .orElseThrow(() ->
                                        new ParameterException(
                                                command().commandLine(),
                                                "there is no benchmark '%s'; `list` lists all"
                                                        .formatted(name))))
                .toList();
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec;
    }

    /** Returns a file in the build's folder, relative to the project's folder. */
    private static Path defaultFile(Instant startedAt) {
        return Path.of("bench", "target", "bench-" + FILE_TIME.format(startedAt) + ".json");
    }

    /** Returns the file of a benchmark's flame graph. */
    private static Path beside(Path json, Benchmark benchmark) {
        String name = String.valueOf(json.getFileName()).replaceFirst("\\.json$", "");
        return json.resolveSibling("%s-%s.html".formatted(name, benchmark.name()));
    }

    /** Keeps our own warnings, which can explain a bad figure, and silences Kafka's start-up. */
    private static void quietLog() {
        ((Logger) LoggerFactory.getLogger("dev.hooklane")).setLevel(Level.WARN);
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
    }
}
