package dev.hooklane.bench.measure;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of some benchmarks: its thoroughness and its results. For one thread. */
public final class BenchRun {
    private static final int QUICK_DIVISOR = 4;

    private final boolean quick;
    private final Map<String, String> settings;
    private final List<String> only;
    private final PrintWriter out;
    private final PrintWriter progress;
    private final Optional<Profiler> profiler;
    private final List<Measure> measures = new ArrayList<>();
    private final Map<String, String> voids = new LinkedHashMap<>();
    private final Map<String, Object> details = new LinkedHashMap<>();

    /**
     * @param quick whether everything takes a quarter of its time, for a first impression
     * @param settings Hooklane's settings that differ from its defaults, by key
     * @param only the parts of a benchmark to run; all if it is empty
     * @param out gets a line for each measure
     * @param progress gets a line now and then about the current activity
     * @param profiler samples what benchmarks let it sample
     */
    public BenchRun(
            boolean quick,
            Map<String, String> settings,
            List<String> only,
            PrintWriter out,
            PrintWriter progress,
            Optional<Profiler> profiler) {
        this.quick = quick;
        this.settings = Map.copyOf(settings);
        this.only = List.copyOf(only);
        this.out = out;
        this.progress = progress;
        this.profiler = profiler;
    }

    public Map<String, String> settings() {
        return settings;
    }

    /** Returns the parts of a benchmark to run; all if it is empty. */
    public List<String> only() {
        return only;
    }

    boolean isQuick() {
        return quick;
    }

    /** Returns a duration, scaled for this run. */
    public Duration lasting(Duration full) {
        return quick ? full.dividedBy(QUICK_DIVISOR) : full;
    }

    /** Returns a number, scaled for this run. */
    public long of(long full) {
        return quick ? full / QUICK_DIVISOR : full;
    }

    /** Does something that a flame graph is wanted of. */
    public <T> T profiled(Profiler.Work<T> work) throws InterruptedException {
        return profiler.isPresent() ? profiler.get().during(work) : work.run();
    }

    /** Draws the flame graph of what was profiled since the last one, if anything was. */
    public void drawProfile(Path file, String title) {
        if (profiler.isEmpty()) {
            return;
        }
        if (profiler.get().hasSamples()) {
            profiler.get().draw(file, title);
            progress("the flame graph of %s is in %s".formatted(title, file));
        } else {
            progress(
                    "%s has no flame graph: it has no load at full speed in this process"
                            .formatted(title));
        }
    }

    /** Stores and prints one measure. */
    public void report(Measure measure) {
        measures.add(measure);
        out.println(measure.line());
        out.flush();
    }

    /**
     * Stores and prints one measure, or why it has no value.
     *
     * @param problem what would make the value another thing than the measure's
     */
    public void report(Measure measure, Optional<String> problem) {
        problem.ifPresentOrElse(
                reason -> {
                    voids.put(measure.name(), reason);
                    out.println("%s void: %s".formatted(measure.name(), reason));
                    out.flush();
                },
                () -> report(measure));
    }

    /** Stores details of the measures, only for the run's file; values are JSON-like. */
    public void detail(String name, Object value) {
        details.put(name, value);
    }

    public void progress(String text) {
        progress.println("bench: " + text);
        progress.flush();
    }

    List<Measure> measures() {
        return List.copyOf(measures);
    }

    /** Returns why measures have no value, by name. */
    Map<String, String> voids() {
        return new LinkedHashMap<>(voids);
    }

    public Map<String, Object> details() {
        return new LinkedHashMap<>(details);
    }
}
