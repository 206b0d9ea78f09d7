package dev.hooklane.bench.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The CPU time of each thread of a JVM, those of collector and compiler too.
 *
 * @param seconds by the thread's name
 */
public record ThreadTimes(Map<String, Double> seconds) {
    private static final Pattern THREAD = Pattern.compile("\"(.*)\" .*?\\bcpu=([0-9.]+)ms .*");
    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThread\\d+");

    public ThreadTimes {
        seconds = Map.copyOf(seconds);
    }

    /** Asks a JVM by {@code jcmd}. */
    static ThreadTimes of(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process =
                    new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print")
                            .redirectErrorStream(true)
                            .start();
            try (BufferedReader out = process.inputReader(UTF_8)) {
                return parse(out.readAllAsString().lines().toList());
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException("jcmd can't be run: " + e.getMessage());
        }
    }

    /** Reads the output of {@code Thread.print}. */
    static ThreadTimes parse(List<String> lines) {
        Map<String, Double> seconds = new HashMap<>();
        for (String line : lines) {
            Matcher thread = THREAD.matcher(line);
            if (thread.matches()) {
                seconds.merge(
                        thread.group(1), Double.parseDouble(thread.group(2)) / 1e3, Double::sum);
            }
        }
        if (seconds.isEmpty()) {
            throw new BenchmarkFailedException("jcmd lists no threads: " + String.join(" ", lines));
        }
        return new ThreadTimes(seconds);
    }

    /**
     * Returns the time that the threads have used since then. Those that have ended are left out.
     */
    ThreadTimes since(ThreadTimes before) {
        Map<String, Double> used = new HashMap<>();
        seconds.forEach((name, now) ->
                used.put(name, Math.max(0, now - before.seconds.getOrDefault(name, 0.0))));
        return new ThreadTimes(used);
    }

    /** Returns the time of the threads with such names, together. */
    double of(Predicate<String> names) {
        return seconds.entrySet().stream()
                .filter(thread -> names.test(thread.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Returns the compiler's time. */
    double compiler() {
        return of(COMPILER.asMatchPredicate());
    }

    /**
     * Returns how many of the threads with such names shared the work: their time together, over
     * that of the busiest. If one did all of it, that is 1.
     */
    public double sharing(Predicate<String> names) {
        double most =
                seconds.entrySet().stream()
                        .filter(thread -> names.test(thread.getKey()))
                        .mapToDouble(Map.Entry::getValue)
                        .max()
                        .orElse(0);
        if (most == 0) {
            throw new BenchmarkFailedException(
                    "none of the threads has worked: " + seconds.keySet());
        }
        return of(names) / most;
    }
}
