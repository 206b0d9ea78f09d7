package dev.hooklane.fuzz;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.statistics.AccountTally;
import dev.hooklane.statistics.AttemptTally;
import java.util.Arrays;

/** Records of what became of deliveries, their heads, and tallies of attempts. */
final class HistoryRecordFuzz {
    private static final Class<IllegalArgumentException> REFUSAL = IllegalArgumentException.class;

    private static final int UNCUT_BYTES = 500;

    private HistoryRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(REFUSAL, () -> HistoryHead.read(input));
        Promise.decodesOrRefuses(REFUSAL, () -> HistoryCodec.read(input))
                .ifPresent(history -> {
                    DeliveryHistory again = HistoryCodec.read(HistoryCodec.write(history));
                    Promise.isKept(again, HistoryCodec.read(HistoryCodec.write(again)));
                    // Longer responses of earlier attempts are cut, once.
                    if (input.length <= UNCUT_BYTES) {
                        Promise.isKept(history, again);
                    }
                });
        Promise.decodesOrRefuses(REFUSAL, () -> AttemptTally.read(input))
                .ifPresent(tally -> {
                    byte[] written = tally.bytes();
                    if (!Arrays.equals(written, AttemptTally.read(written).bytes())) {
                        throw new AssertionError("a tally is not the same when read again");
                    }
                });
        Promise.decodesOrRefuses(REFUSAL, () -> AccountTally.read(input))
                .ifPresent(tally -> {
                    byte[] written = tally.bytes();
                    if (!Arrays.equals(written, AccountTally.read(written).bytes())) {
                        throw new AssertionError("a tally is not the same when read again");
                    }
                });
    }
}
