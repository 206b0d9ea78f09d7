package dev.hooklane.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Fuzzes the targets by Jazzer, as many at once as there are cores, each in a JVM of its own:
 * {@code [--minutes N | --seconds N] [--keep] [TARGET...]}. Ends with 1 if a promise was broken.
 * With {@code --keep}, the inputs that reach something new are added to the corpora.
 */
final class FuzzRun {
    private static final Path CORPORA = Path.of("dispatcher/src/test/corpus");
    private static final Path WORK = Path.of("target/fuzz");
    private static final int BYTES_MAX = 8_192;

    /**
     * The first input loads and instruments all classes. That takes seconds, and half a minute and
     * more at low priority beside other work.
     */
    private static final Duration OF_ONE_INPUT = Duration.ofMinutes(5);

    private static final int MEGABYTES = 1_024;
    private static final int SHOWN_LINES = 30;
    private static final Pattern ERROR = Pattern.compile("^==\\d+== ?ERROR");

    private final Duration each;
    private final boolean keep;

    private FuzzRun(Duration each, boolean keep) {
        this.each = each;
        this.keep = keep;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Duration each = Duration.ofMinutes(10);
        boolean keep = false;
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--minutes" -> each = Duration.ofMinutes(Long.parseLong(args[++i]));
                case "--seconds" -> each = Duration.ofSeconds(Long.parseLong(args[++i]));
                case "--keep" -> keep = true;
                default -> wanted.add(args[i]);
            }
        }
        List<Corpus> chosen =
                Corpus.in(CORPORA).stream()
                        .filter(corpus ->
                                wanted.isEmpty()
                                        || wanted.stream().anyMatch(corpus.target()::endsWith))
                        .toList();
        if (chosen.isEmpty()) {
            System.err.println("no fuzz target is named " + String.join(" or ", wanted));
            System.exit(2);
        }
        FuzzRun run = new FuzzRun(each, keep);
        long held = run.held(chosen);
        System.out.printf(
                "%d of %d targets kept their promise for %d s each%n",
                held, chosen.size(), each.toSeconds());
        System.exit(held == chosen.size() ? 0 : 1);
    }

    /** Returns how many targets kept their promise. Jazzer keeps one core busy. */
    private long held(List<Corpus> chosen) throws IOException, InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            List<Callable<Boolean>> all = new ArrayList<>();
            chosen.forEach(corpus -> all.add(() -> holds(corpus)));
            long held = 0;
            for (Future<Boolean> each : threads.invokeAll(all)) {
                held += each.get() ? 1 : 0;
            }
            return held;
        } catch (ExecutionException e) {
            throw new IOException("a target can't be fuzzed", e.getCause());
        }
    }

    private boolean holds(Corpus corpus) throws IOException, InterruptedException {
        Path folder = WORK.resolve(corpus.target());
        Path inputs = folder.resolve("inputs");
        delete(inputs);
        corpus.unpack(inputs);
        Path log = folder.resolve("log");
        boolean held =
                jazzer(
                        corpus,
                        log,
                        inputs.toString(),
                        "-max_total_time=" + each.toSeconds(),
                        "-timeout=" + OF_ONE_INPUT.toSeconds(),
                        "-rss_limit_mb=" + 2 * MEGABYTES,
                        "-max_len=" + BYTES_MAX,
                        "-print_final_stats=1",
                        "-artifact_prefix=" + folder + "/");
        if (!held) {
            // In one piece, as another target may print meanwhile.
            System.out.printf(
                    "%s BROKE its promise; see %s%n%s%n", corpus.target(), log, finding(log));
            return false;
        }
        System.out.printf("%s held: %s%n", corpus.target(), executed(log));
        if (keep) {
            Path merged = folder.resolve("merged");
            delete(merged);
            Files.createDirectories(merged);
            if (jazzer(
                    corpus,
                    folder.resolve("merge.log"),
                    "-merge=1",
                    merged.toString(),
                    inputs.toString())) {
                corpus.replace(merged);
            }
        }
        return true;
    }

    /** Returns an exception, or what libFuzzer says of a timeout or of memory, or the log's end. */
    private static String finding(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, ISO_8859_1);
        List<String> found =
                lines.stream()
                        .dropWhile(line ->
                                !line.startsWith("== Java Exception")
                                        && !ERROR.matcher(line).find())
                        .limit(SHOWN_LINES)
                        .toList();
        return String.join(
                "\n",
                found.isEmpty()
                        ? lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())
                        : found);
    }

    private static String executed(Path log) throws IOException {
        return Files.readAllLines(log, ISO_8859_1).stream()
                .filter(line -> line.startsWith("stat::number_of_executed_units"))
                .map(line -> line.replaceAll("\\D", "") + " inputs")
                .findFirst()
                .orElse("no inputs counted");
    }

    private boolean jazzer(Corpus corpus, Path log, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx" + MEGABYTES + "m",
                                "-XX:+UseSerialGC",
                                "-XX:+EnableDynamicAgentLoading",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + corpus.target(),
                                "--instrumentation_includes=dev.hooklane.**",
                                // The operator who writes the configuration may name any file.
                                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.FilePathTraversal",
                                "--reproducer_path=" + log.getParent()));
        command.addAll(Arrays.asList(arguments));
        Files.createDirectories(log.getParent());
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor()
                == 0;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
