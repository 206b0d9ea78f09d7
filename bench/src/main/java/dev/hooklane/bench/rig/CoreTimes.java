package dev.hooklane.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long each core has been in use, and how long the host of a virtual machine used it, since the
 * start of the machine.
 *
 * @param busy in seconds, by core
 * @param stolen in seconds, by core
 */
record CoreTimes(Map<Integer, Double> busy, Map<Integer, Double> stolen) {
    private static final double TICKS_A_SECOND = 100;
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STOLEN = 8;

    CoreTimes {
        busy = Map.copyOf(busy);
        stolen = Map.copyOf(stolen);
    }

    static CoreTimes now() {
        try {
            return of(Files.readAllLines(Path.of("/proc/stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code /proc/stat}; proc(5) describes its lines. */
    static CoreTimes of(List<String> lines) {
        Map<Integer, Double> busy = new HashMap<>();
        Map<Integer, Double> stolen = new HashMap<>();
        for (String line : lines) {
            if (line.matches("cpu\\d+ .*")) {
                String[] fields = line.split(" +", -1);
                int core = Integer.parseInt(fields[0].substring("cpu".length()));
                double ticks = 0;
                // Guests' time, in the fields behind, is part of the user's.
                for (int i = 1; i < STOLEN; i++) {
                    ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
                }
                busy.put(core, ticks / TICKS_A_SECOND);
                stolen.put(core, Long.parseLong(fields[STOLEN]) / TICKS_A_SECOND);
            }
        }
        return new CoreTimes(busy, stolen);
    }

    /** Returns for how many seconds these cores have been in use since then, all together. */
    double busySince(CoreTimes before, List<Integer> cores) {
        return since(busy, before.busy, cores);
    }

    /** Returns for how many seconds the host used these cores meanwhile. */
    double stolenSince(CoreTimes before, List<Integer> cores) {
        return since(stolen, before.stolen, cores);
    }

    private static double since(
            Map<Integer, Double> now, Map<Integer, Double> before, List<Integer> cores) {
        return cores.stream()
                .mapToDouble(core -> now.getOrDefault(core, 0.0) - before.getOrDefault(core, 0.0))
                .sum();
    }
}
