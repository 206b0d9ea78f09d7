package dev.hooklane.bench.rig;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The machine's cores in two halves.
 *
 * @param product for what is measured
 * @param others for broker, publisher, receiver and the benchmark itself
 */
record Cores(List<Integer> product, List<Integer> others) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    Cores {
        product = List.copyOf(product);
        others = List.copyOf(others);
    }

    /**
     * Splits the cores that this process may use.
     *
     * @throws BenchmarkFailedException if there are fewer than two, or this is not Linux
     */
    static Cores ofMachine() {
        if (!Files.exists(STATUS)) {
            throw new BenchmarkFailedException(
                    "needs Linux, which says how much of each core is in use");
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(ALLOWED))
                    .map(line -> split(line.substring(ALLOWED.length()).strip()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Splits a list such as {@code 0-2,6} in halves; the others get the odd one. */
    static Cores split(String list) {
        List<Integer> all = new ArrayList<>();
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", -1);
            for (int core = Integer.parseInt(ends[0]);
                    core <= Integer.parseInt(ends[ends.length - 1]);
                    core++) {
                all.add(core);
            }
        }
        if (all.size() < 2) {
            throw new BenchmarkFailedException("needs two cores, and may use only " + list);
        }
        int half = all.size() / 2;
        return new Cores(all.subList(0, half), all.subList(half, all.size()));
    }

    List<Integer> all() {
        List<Integer> all = new ArrayList<>(product);
        all.addAll(others);
        return all;
    }

    /** Has all threads of a process, and those that they start, use only these cores. */
    static void pin(long pid, List<Integer> cores) throws InterruptedException {
        String list = cores.stream().map(String::valueOf).collect(Collectors.joining(","));
        try {
            Process taskset =
                    new ProcessBuilder("taskset", "-a", "-c", "-p", list, Long.toString(pid))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            if (taskset.waitFor() != 0) {
                throw new BenchmarkFailedException(
                        "taskset can't give process %d the cores %s".formatted(pid, list));
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException("needs taskset, of util-linux: " + e.getMessage());
        }
    }
}
