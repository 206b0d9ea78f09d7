package dev.hooklane.fuzz;

import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.statistics.AttemptTally;
import java.util.Arrays;

/** Records of what became of deliveries, their heads, and tallies of attempts. */
final class HistoryRecordFuzz {
    private static final Class<IllegalArgumentException> REFUSAL = IllegalArgumentException.class;

    private HistoryRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(REFUSAL, () -> HistoryHead.read(input));
        Promise.decodesOrRefuses(REFUSAL, () -> HistoryCodec.read(input))
                .ifPresent(history ->
                        Promise.isKept(history, HistoryCodec.read(HistoryCodec.write(history))));
        Promise.decodesOrRefuses(REFUSAL, () -> AttemptTally.read(input))
                .ifPresent(tally -> {
                    byte[] written = tally.bytes();
                    if (!Arrays.equals(written, AttemptTally.read(written).bytes())) {
                        throw new AssertionError("a tally is not the same when read again");
                    }
                });
    }
}
