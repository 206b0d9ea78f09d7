package dev.hooklane.offset;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one offset costs the ledger: read, done, and its share of a commit's metadata. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OffsetLedgerBenchmark {
    /** How many offsets later one is done than it was read. */
    @Param({"0", "64", "4096"})
    public int behind;

    private OffsetLedger ledger = new OffsetLedger(0);
    private long next;

    @Setup
    public void fill() {
        ledger = new OffsetLedger(0);
        for (next = 0; next < behind; next++) {
            ledger.observe(next);
        }
    }

    /** In order, as with endpoints that answer alike. */
    @Benchmark
    public long observeAndDone() {
        ledger.observe(next);
        ledger.done(next - behind);
        next++;
        return ledger.base();
    }

    /** Done at once but for the oldest, which is done when the window would be full. */
    @Benchmark
    public long observeAndDoneAboveAnOpenOne() {
        if (!ledger.hasRoom(next)) {
            for (long offset = ledger.base(); offset < next; offset++) {
                ledger.done(offset);
            }
        }
        ledger.observe(next);
        if (next != ledger.base()) {
            ledger.done(next);
        }
        return next++;
    }
}
