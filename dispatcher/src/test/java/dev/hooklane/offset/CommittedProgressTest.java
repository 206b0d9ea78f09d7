package dev.hooklane.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CommittedProgressTest {
    @Test
    void whatIsNotDoneIsCountedAsTheLedgerKnowsIt() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long from = random.nextInt(50_000);
            int records = random.nextInt(3_000);
            OffsetLedger ledger = new OffsetLedger(from);
            boolean[] done = new boolean[records];
            for (int i = 0; i < records; i++) {
                ledger.observe(from + i);
            }
            for (int i = 0; i < records; i++) {
                if (random.nextInt(3) > 0) {
                    done[i] = true;
                    ledger.done(from + i);
                }
            }
            CommittedProgress progress = CommittedProgress.of(ledger.base(), ledger.metadata());
            long more = random.nextInt(100);

            assertThat(progress.undone(from + records + more))
                    .as("seed %d", seed)
                    .isEqualTo(
                            more
                                    + LongStream.range(0, records)
                                            .filter(i -> !done[(int) i])
                                            .count());
            assertThat(LongStream.range(0, records).filter(i -> progress.isDone(from + i)))
                    .as("seed %d", seed)
                    .hasSize((int) LongStream.range(0, records).filter(i -> done[(int) i]).count());
        }
    }

    @Test
    void metadataThatCannotBeReadSaysNothing() {
        CommittedProgress progress = CommittedProgress.of(7, "of another release");

        assertThat(progress.undone(10)).isEqualTo(3);
        assertThat(progress.undone(5)).isZero();
        assertThat(progress.isDone(6)).isTrue();
        assertThat(progress.isDone(7)).isFalse();
    }
}
