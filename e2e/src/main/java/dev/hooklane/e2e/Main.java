package dev.hooklane.e2e;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Faults;
import dev.hooklane.e2e.process.Java;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hooklane e2e}. */
@Command(
        name = "hooklane e2e",
        header = "Breaks a whole installation in every known way, and judges what it did.",
        description = {
            "",
            "Starts 3 brokers and 3 instances of the shipped jar on this machine, publishes events over Kafka and"
                    + " HTTP, and breaks one thing at a time. A ledger of every event acknowledged and every request"
                    + " received is held against each promise. Prints a table; ends with 1 if a promise was broken.",
            "",
            "Example: two faults, with the chances of an earlier run",
            "  hooklane e2e --faults kill,kill-broker --seed 42",
            "Example: mixes of faults for half an hour",
            "  hooklane e2e --minutes 30"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Main implements Callable<Integer> {
    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            description = "Faults to try, in this order; all by default.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Then tries mixes of three faults for so long; alone, mixes only.")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What chance depends on; printed with each run, by default a new one.")
    private @Nullable Long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events a second; ${DEFAULT-VALUE} by default.")
    private int rate = 20;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The shipped jar; dispatcher/target/hooklane.jar by default.")
    private Path jar = Path.of("dispatcher", "target", "hooklane.jar");

    @Option(
            names = "--previous-jar",
            paramLabel = "FILE",
            description =
                    "The jar of another release, for the fault `upgrade`; --previous REV of ./hooklane e2e builds it.")
    private @Nullable Path previousJar;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "For logs, disks and result.json; e2e/target/e2e-<time> by default.")
    private @Nullable Path folder;

    @Option(names = "--list", description = "Names all faults.")
    private boolean list;

    private Main() {}

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "dev/hooklane/e2e/logback.xml");
        System.exit(
                new CommandLine(new Main())
                        .setExecutionExceptionHandler(Main::failed)
                        .execute(arguments));
    }

    private static int failed(
            Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        command.getErr().println("hooklane e2e: " + failure.getMessage());
        failure.printStackTrace(command.getErr());
        return 1;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = command().getOut();
        if (list) {
            Faults.ALL.forEach(each -> out.printf("%-20s %s%n", each.name(), each.summary()));
            return 0;
        }
        long chance = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        Path home =
                (folder == null
                                ? Path.of(
                                        "e2e", "target", "e2e-" + FOLDER_TIME.format(Instant.now()))
                                : folder)
                        .toAbsolutePath();
        if (home.toString().contains(",")) {
            // Kafka takes a comma in log.dirs for the end of one folder's name.
            throw new ParameterException(command(), "a comma in the folder %s".formatted(home));
        }
        Files.createDirectories(home);
        Java java =
                new Java(
                        jar.toAbsolutePath(),
                        Optional.ofNullable(previousJar).map(Path::toAbsolutePath),
                        System.getProperty("java.class.path"));
        Rig rig = new Rig(java, home, chance, rate, out);
        List<Verdict> verdicts = new ArrayList<>();
        if (!names.isEmpty() || minutes == 0) {
            verdicts.addAll(rig.run(chosen().iterator()));
        }
        verdicts.addAll(rig.run(new Mixes(chance, Duration.ofMinutes(minutes))));
        ResultFile.write(home.resolve("result.json"), chance, verdicts);
        out.println();
        Table.of(verdicts).forEach(out::println);
        out.println();
        return report(verdicts, chance, home, out);
    }

    private static int report(List<Verdict> verdicts, long seed, Path home, PrintWriter out) {
        List<String> failed =
                verdicts.stream().filter(Verdict::failed).map(Verdict::fault).distinct().toList();
        if (failed.isEmpty()) {
            out.printf("every promise was kept; seed %d, all in %s%n", seed, home);
            return 0;
        }
        out.printf("promises were broken; every breach and all logs are in %s%n", home);
        out.printf("again: ./hooklane e2e --faults %s --seed %d%n", String.join(",", failed), seed);
        return 1;
    }

    private List<Fault> chosen() {
        if (names.isEmpty()) {
            return Faults.ALL;
        }
        return names.stream()
                .map(name ->
                        Faults.named(name)
                                .orElseThrow(() ->
                                        new ParameterException(
                                                command(),
                                                "there is no fault '%s'; --list names them"
                                                        .formatted(name))))
                .toList();
    }

    private CommandLine command() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec.commandLine();
    }
}
