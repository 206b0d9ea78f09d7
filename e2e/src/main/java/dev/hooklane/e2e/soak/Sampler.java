package dev.hooklane.e2e.soak;

import dev.hooklane.e2e.installation.Installation;
import dev.hooklane.e2e.installation.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Samples an installation's processes and disks. For one thread. */
final class Sampler {
    private static final double MIB = 1 << 20;

    private final Installation installation;
    private final Tally tally;
    private final long startNanos;
    private final Map<String, Duration> cpuBefore = new HashMap<>();
    private long lastNanos;

    Sampler(Installation installation, Tally tally) {
        this.installation = installation;
        this.tally = tally;
        startNanos = System.nanoTime();
        lastNanos = startNanos;
        var _ = cpuSinceLast();
    }

    Sample sample() throws IOException, InterruptedException {
        double heap = 0;
        double threads = 0;
        double files = 0;
        double connections = 0;
        double disk = 0;
        for (Instance instance : installation.instances().all()) {
            List<String> metrics = metrics(instance);
            heap += sum(metrics, "jvm_memory_used_bytes{area=\"heap\"") / MIB;
            threads += sum(metrics, "jvm_threads_live_threads");
            files += sum(metrics, "process_files_open_files");
            connections += sum(metrics, "hooklane_connections");
            disk += size(instance.stateDir()) / MIB;
        }
        double brokerDisk = 0;
        for (Path folder : installation.cluster().disks()) {
            brokerDisk += size(folder) / MIB;
        }
        long nowNanos = System.nanoTime();
        double seconds = (nowNanos - lastNanos) / 1e9;
        lastNanos = nowNanos;
        Tally.Latencies latencies = tally.takeLatencies();
        double cpuMicros = cpuSinceLast().toNanos() / 1e3;
        return new Sample(
                Duration.ofNanos(nowNanos - startNanos).toSeconds(),
                latencies.count() / seconds,
                latencies.p50().toNanos() / 1e6,
                latencies.p99().toNanos() / 1e6,
                latencies.count() == 0 ? 0 : cpuMicros / latencies.count(),
                heap,
                threads,
                files,
                connections,
                disk,
                brokerDisk);
    }

    /** Returns an instance's metrics; none if it is away. */
    private static List<String> metrics(Instance instance) throws InterruptedException {
        try {
            return instance.api().get("/metrics").good().body().lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static double sum(List<String> metrics, String beginning) {
        return metrics.stream()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Returns the CPU time since the last sample. A restarted process counts from its start. */
    private Duration cpuSinceLast() {
        Duration sum = Duration.ZERO;
        for (Instance instance : installation.instances().all()) {
            Duration now = instance.cpu();
            Duration before = cpuBefore.getOrDefault(instance.name(), Duration.ZERO);
            sum = sum.plus(now.compareTo(before) < 0 ? now : now.minus(before));
            cpuBefore.put(instance.name(), now);
        }
        return sum;
    }

    private static double size(Path folder) throws IOException {
        double size = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                size += sizeIfThere(file);
            }
        } catch (NoSuchFileException e) {
            return size;
        } catch (UncheckedIOException e) {
            // A file that was deleted meanwhile ends the walk; the next sample is complete again.
            return size;
        }
        return size;
    }

    private static long sizeIfThere(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
