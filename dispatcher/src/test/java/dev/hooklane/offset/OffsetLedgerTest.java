package dev.hooklane.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class OffsetLedgerTest {
    private final OffsetLedger ledger = new OffsetLedger(100);

    @Test
    void nothingIsDoneAtFirst() {
        assertThat(ledger.base()).isEqualTo(100);
        assertThat(ledger.metadata()).isEmpty();
    }

    @Test
    void doneInOrderMovesTheBase() {
        observe(100, 101, 102);

        ledger.done(100);
        ledger.done(101);

        assertThat(ledger.base()).isEqualTo(102);
        assertThat(ledger.metadata()).isEmpty();
    }

    @Test
    void doneOutOfOrderWaitsForTheLowest() {
        observe(100, 101, 102);

        ledger.done(102);
        ledger.done(101);
        assertThat(ledger.base()).isEqualTo(100);

        ledger.done(100);
        assertThat(ledger.base()).isEqualTo(103);
    }

    @Test
    void gapsAreDone() {
        observe(100, 105);

        ledger.done(100);
        assertThat(ledger.base()).isEqualTo(105);

        ledger.done(105);
        assertThat(ledger.base()).isEqualTo(106);
    }

    @Test
    void aGapAtTheEndIsDoneOnceItWasReadPast() {
        observe(100);
        ledger.done(100);

        ledger.observedUpTo(103);

        assertThat(ledger.base()).isEqualTo(103);
    }

    @Test
    void aGapWiderThanTheWindowIsSkipped() {
        long far = 100 + 10L * OffsetLedger.WINDOW;

        assertThat(ledger.hasRoom(far)).isTrue();
        assertThat(ledger.observe(far)).isTrue();
        ledger.done(far);

        assertThat(ledger.base()).isEqualTo(far + 1);
        assertThat(ledger.metadata()).isEmpty();
    }

    @Test
    void anOpenOffsetHoldsTheWindow() {
        observe(100);

        assertThat(ledger.hasRoom(100 + OffsetLedger.WINDOW - 1)).isTrue();
        assertThat(ledger.hasRoom(100 + OffsetLedger.WINDOW)).isFalse();

        ledger.done(100);
        assertThat(ledger.hasRoom(100 + OffsetLedger.WINDOW)).isTrue();
    }

    @Test
    void aWideGapAboveAnOpenOffsetIsClosedWhenThatIsDone() {
        observe(100);
        long far = 100 + 3L * OffsetLedger.WINDOW;
        ledger.observedUpTo(far);
        assertThat(ledger.base()).isEqualTo(100);

        ledger.done(100);
        assertThat(ledger.hasRoom(far)).isTrue();
        assertThat(ledger.observe(far)).isTrue();

        assertThat(ledger.base()).isEqualTo(far);
    }

    @Test
    void whatIsBelowTheBaseIsDone() {
        assertThat(ledger.observe(99)).isFalse();
        assertThat(ledger.base()).isEqualTo(100);
    }

    @Test
    void theNextOwnerKnowsWhatIsDone() {
        observe(100, 101, 102, 103);
        ledger.done(101);
        ledger.done(103);

        OffsetLedger next = OffsetLedger.restore(ledger.base(), ledger.metadata());

        assertThat(next.observe(100)).isTrue();
        assertThat(next.observe(101)).isFalse();
        assertThat(next.observe(102)).isTrue();
        assertThat(next.observe(103)).isFalse();
    }

    @Test
    void whatTheOwnerBeforeFinishedIsNotForgottenBeforeItIsReadAgain() {
        observe(100, 101, 102, 103);
        ledger.done(103);

        OffsetLedger next = OffsetLedger.restore(ledger.base(), ledger.metadata());
        next.observe(100);
        next.done(100);
        OffsetLedger third = OffsetLedger.restore(next.base(), next.metadata());

        assertThat(third.base()).isEqualTo(101);
        third.observe(101);
        third.observe(102);
        assertThat(third.observe(103)).isFalse();
    }

    @Test
    void theFullestMetadataFitsIntoACommit() {
        for (long offset = 100; offset < 100 + OffsetLedger.WINDOW; offset++) {
            assertThat(ledger.hasRoom(offset)).isTrue();
            ledger.observe(offset);
            if (offset > 100) {
                ledger.done(offset);
            }
        }

        assertThat(ledger.metadata().length()).isLessThanOrEqualTo(2_734);
        assertThat(OffsetLedger.restore(100, ledger.metadata()).metadata())
                .isEqualTo(ledger.metadata());
    }

    @Test
    void foreignMetadataIsRefused() {
        assertThatThrownBy(() -> OffsetLedger.restore(5, "somebody else's"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("commit metadata begins with neither '1:' nor '2:'");
        assertThatThrownBy(() -> OffsetLedger.restore(5, "1:%%%"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEpochOfWhatWasReadGoesWithTheCommit() {
        observe(100, 101, 102);
        ledger.readOfEpoch(7);
        ledger.done(101);

        OffsetLedger next = OffsetLedger.restore(ledger.base(), ledger.metadata());

        assertThat(next.isDone(101)).isTrue();
        assertThat(next.isDoneInVain(101, 7)).isFalse();
        assertThat(next.isDoneInVain(101, 8)).isTrue();
        assertThat(next.isDoneInVain(102, 8)).isFalse();
        assertThat(next.metadata()).isEqualTo(ledger.metadata());
    }

    @Test
    void whatAFormerReleaseCommittedIsRead() {
        OffsetLedger former = OffsetLedger.restore(100, "1:Ag");

        assertThat(former.isDone(101)).isTrue();
        assertThat(former.isDone(102)).isFalse();
        assertThat(former.isDoneInVain(101, 8)).isFalse();
    }

    @Test
    void whatStandsWhereALogWasCutOffIsNotDone() {
        observe(100, 101, 102, 103);
        ledger.done(100);
        ledger.done(102);
        ledger.done(103);

        ledger.cutOffAt(103);
        assertThat(ledger.isDone(102)).isTrue();
        assertThat(ledger.isDone(103)).isFalse();

        ledger.cutOffAt(50);
        assertThat(ledger.base()).isEqualTo(50);
        assertThat(ledger.isDone(102)).isFalse();
    }

    @Test
    void whatIsDoneBelowAnOffsetIsNotMissed() {
        observe(100, 101, 102, 103);
        ledger.done(102);

        assertThat(ledger.undoneBelow(103)).isEqualTo(2);
        assertThat(ledger.undoneBelow(100)).isZero();
        assertThat(ledger.undoneBelow(90)).isZero();
    }

    /** Random gaps, completions and changes of owner, against a plain set of what is open. */
    @Test
    void randomRunsAgreeWithASet() {
        for (long seed = 0; seed < 200; seed++) {
            new Model(seed).run();
        }
    }

    private void observe(long... offsets) {
        for (long offset : offsets) {
            ledger.observe(offset);
        }
    }

    private static final class Model {
        private final Random random;
        private final TreeSet<Long> records = new TreeSet<>();
        private final TreeSet<Long> open = new TreeSet<>();
        private final TreeSet<Long> done = new TreeSet<>();
        private OffsetLedger ledger = new OffsetLedger(0);
        private long end;

        Model(long seed) {
            random = new Random(seed);
        }

        void run() {
            for (int i = 0; i < 2_000; i++) {
                int choice = random.nextInt(100);
                if (choice < 55) {
                    append();
                } else if (choice < 99) {
                    finishOne();
                } else {
                    changeOwner();
                }
                assertThat(ledger.base()).isEqualTo(open.isEmpty() ? end : open.first());
            }
        }

        private void append() {
            long offset = end + (random.nextInt(10) == 0 ? random.nextInt(50) : 0);
            if (ledger.hasRoom(offset)) {
                assertThat(ledger.observe(offset)).isTrue();
                records.add(offset);
                open.add(offset);
                end = offset + 1;
            }
        }

        private void finishOne() {
            if (!open.isEmpty()) {
                List<Long> all = new ArrayList<>(open);
                long offset = all.get(random.nextInt(Math.min(all.size(), 40)));
                ledger.done(offset);
                open.remove(offset);
                done.add(offset);
            }
        }

        private void changeOwner() {
            ledger = OffsetLedger.restore(ledger.base(), ledger.metadata());
            for (long offset : records.tailSet(ledger.base())) {
                assertThat(ledger.observe(offset)).isEqualTo(open.contains(offset));
            }
            ledger.observedUpTo(end);
        }
    }
}
