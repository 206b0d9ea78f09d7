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

/** What a commit's metadata costs, written and read, with every other offset of some done. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OffsetLedgerMetadataBenchmark {
    @Param({"64", "1024", "16384"})
    public int observed;

    private OffsetLedger ledger = new OffsetLedger(0);
    private String metadata = "";

    @Setup
    public void fill() {
        ledger = new OffsetLedger(0);
        for (int offset = 0; offset < observed; offset++) {
            ledger.observe(offset);
            if (offset % 2 == 1) {
                ledger.done(offset);
            }
        }
        metadata = ledger.metadata();
    }

    @Benchmark
    public String write() {
        return ledger.metadata();
    }

    @Benchmark
    public Object restore() {
        return OffsetLedger.restore(0, metadata);
    }
}
