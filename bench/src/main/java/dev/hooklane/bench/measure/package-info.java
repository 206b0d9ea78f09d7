/**
 * A run of benchmarks and the figures that it reports.
 *
 * <p>A benchmark adds a measure with {@code run.report(Measure.of("subject.figure", value, unit))},
 * and {@code withBar} where the value has a limit that it must keep. Figures that only explain a
 * measure are details: {@code run.detail} writes them to the run's file and prints nothing.
 */
@NullMarked
package dev.hooklane.bench.measure;

import org.jspecify.annotations.NullMarked;
