package dev.hooklane.e2e;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.installation.Installation;
import dev.hooklane.e2e.process.Java;
import dev.hooklane.e2e.process.Watchdog;
import dev.hooklane.e2e.soak.Soak;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        header = "Breaks a whole installation in every known way, and checks its promises.",
        description = {
            "",
            "Starts 3 brokers and 3 instances of the shipped jar on this machine, publishes"
                    + " events over Kafka and HTTP, and breaks one thing at a time. Checks every"
                    + " promise against a ledger of all acknowledged events and all received"
                    + " requests. Prints a table, and exits with 1 if a promise was broken.",
            "",
            "Example: two faults, with the seed of an earlier run",
            "  hooklane e2e --faults kill,kill-broker --seed 42",
            "Example: mixes of faults for half an hour",
            "  hooklane e2e --minutes 30",
            "Example: two minutes of mixes for each of fifty seeds; resumes where it was stopped",
            "  hooklane e2e --seeds 1-50 --minutes 2 --folder mixes"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Main implements Callable<Integer> {
    private static final int RATE = 20;

    /** The share of the installation's maximum rate. */
    private static final double SOAK_SHARE = 0.6;

    private static final String RESULT = "result.json";
    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            description = "The faults to try, in this order (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "Then tries mixes of faults for N minutes; without --faults, only mixes. A"
                            + " mix that has begun is finished.")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "The seed of all random choices, printed with each run (default: a new"
                            + " one).")
    private @Nullable Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "FROM-TO",
            description =
                    "Tries mixes for --minutes with each of these seeds, except those with a"
                            + " result in --folder.")
    private @Nullable Seeds seeds;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of all instances, such as"
                            + " fan-out.processing-guarantee=exactly-once.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Events per second (default: 20; for a soak, 60 %% of the maximum that it"
                            + " finds).")
    private @Nullable Integer rate;

    @Option(
            names = "--soak",
            paramLabel = "MINUTES",
            description =
                    "No faults, but a steady load for MINUTES, with one endpoint of ten failing"
                            + " and a restart every five minutes. Writes soak.csv and soak.svg"
                            + " to --folder.")
    private int soakMinutes;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The shipped jar (default: dispatcher/target/hooklane-run.jar).")
    private Path jar = Path.of("dispatcher", "target", "hooklane-run.jar");

    @Option(
            names = "--previous-jar",
            paramLabel = "FILE",
            description =
                    "The jar of another release, for the fault `upgrade`. `./hooklane e2e"
                            + " --previous REV` builds it.")
    private @Nullable Path previousJar;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description =
                    "The folder for logs, disks and result.json (default:"
                            + " e2e/target/e2e-<time>).")
    private @Nullable Path folder;

    @Option(names = "--list", description = "Lists all faults.")
    private boolean list;

    private Main() {}

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "dev/hooklane/e2e/logback.xml");
        System.exit(
                new CommandLine(new Main())
                        .registerConverter(Seeds.class, Seeds::parse)
                        .setExecutionExceptionHandler(Main::failed)
                        .execute(arguments));
    }

    private static int failed(
            Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        Path home = ((Main) command.getCommand()).home();
        command.getErr().println("hooklane e2e: " + FailureFile.write(home, "run", failure));
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
        Path home = home();
        if (home.toString().contains(",")) {
            // In log.dirs, Kafka treats a comma as the end of a folder's name.
            throw new ParameterException(command(), "a comma in the folder %s".formatted(home));
        }
        Files.createDirectories(home);
        Java java =
                new Java(
                        jar.toAbsolutePath(),
                        Optional.ofNullable(previousJar).map(Path::toAbsolutePath),
                        System.getProperty("java.class.path"));
        if (soakMinutes > 0) {
            return soak(java, home, out);
        }
        List<Verdict> verdicts =
                seeds == null ? once(java, home, chance, out) : eachSeed(java, home, seeds, out);
        out.println();
        Table.of(verdicts).forEach(out::println);
        out.println();
        return report(verdicts, seeds == null ? "--seed " + chance : "", home, out);
    }

    private Path home() {
        if (folder == null) {
            folder = Path.of("e2e", "target", "e2e-" + FOLDER_TIME.format(Instant.now()));
        }
        return folder.toAbsolutePath();
    }

    private int rate() {
        return rate == null ? RATE : rate;
    }

    private int soak(Java java, Path home, PrintWriter out)
            throws IOException, InterruptedException {
        try (Watchdog watchdog = Watchdog.start()) {
            Installation installation = Installation.start(java, home, settings, watchdog);
            try {
                Soak.Result result =
                        new Soak(installation, out::println)
                                .run(
                                        Duration.ofMinutes(soakMinutes),
                                        SOAK_SHARE,
                                        rate == null ? 0 : rate,
                                        home);
                out.printf(
                        "%d deliveries at %.0f a second (most: %.0f), %d requests twice, %d"
                                + " deliveries missing; all in %s%n",
                        result.deliveries(),
                        result.rate(),
                        result.ceiling(),
                        result.repeats(),
                        result.missing(),
                        home);
                return result.missing() == 0 ? 0 : 1;
            } finally {
                installation.close();
            }
        }
    }

    /** Runs the requested faults with one seed. */
    private List<Verdict> once(Java java, Path home, long chance, PrintWriter out)
            throws IOException, InterruptedException {
        Rig rig = new Rig(java, home, settings, chance, rate(), out);
        List<Verdict> verdicts = new ArrayList<>();
        if (!names.isEmpty() || minutes == 0) {
            verdicts.addAll(rig.run(chosen().iterator()));
        }
        verdicts.addAll(rig.run(new Mixes(chance, Duration.ofMinutes(minutes))));
        ResultFile.write(home.resolve(RESULT), chance, verdicts);
        return verdicts;
    }

    /** Runs mixes with each seed that has no result yet, and returns the results of all. */
    private List<Verdict> eachSeed(Java java, Path home, Seeds all, PrintWriter out)
            throws IOException, InterruptedException {
        if (minutes == 0) {
            throw new ParameterException(command(), "--seeds needs --minutes");
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (long each = all.from(); each <= all.to(); each++) {
            Path folder = home.resolve("seed-" + each);
            Path result = folder.resolve(RESULT);
            if (!Files.exists(result)) {
                Files.createDirectories(folder);
                out.printf("seed %d%n", each);
                Rig rig = new Rig(java, folder, settings, each, rate(), out);
                ResultFile.write(
                        result, each, rig.run(new Mixes(each, Duration.ofMinutes(minutes))));
            }
            verdicts.addAll(ResultFile.read(result));
        }
        return verdicts;
    }

    private static int report(List<Verdict> verdicts, String chances, Path home, PrintWriter out) {
        List<String> failed =
                verdicts.stream().filter(Verdict::failed).map(Verdict::fault).distinct().toList();
        if (failed.isEmpty()) {
            out.printf("every promise was kept; %s all in %s%n", chances, home);
            return 0;
        }
        out.printf("promises were broken; every breach and all logs are in %s%n", home);
        out.printf("again: ./hooklane e2e --faults %s %s%n", String.join(",", failed), chances);
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
                                                "there is no fault '%s'; --list lists all"
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
