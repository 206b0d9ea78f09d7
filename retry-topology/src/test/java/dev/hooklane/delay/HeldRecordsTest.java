package dev.hooklane.delay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HeldRecordsTest {
    private final HeldRecords<String> held = new HeldRecords<>();

    @Test
    void nothingIsDueWhenNothingIsHeld() {
        assertThat(held.dueAt(Long.MAX_VALUE)).isFalse();
        assertThat(held.nextDueNanos()).isEmpty();
    }

    @Test
    void aRecordIsDueAtItsTimeAndNotBefore() {
        held.add("one", 1_000);

        assertThat(held.dueAt(999)).isFalse();
        assertThat(held.dueAt(1_000)).isTrue();
        assertThat(held.nextDueNanos()).hasValue(1_000);
    }

    @Test
    void recordsLeaveInTheOrderTheyCame() {
        held.add("one", 1_000);
        held.add("two", 2_000);

        assertThat(held.take()).isEqualTo("one");
        assertThat(held.head()).isEqualTo("two");
        assertThat(held.isEmpty()).isFalse();
        assertThat(held.size()).isEqualTo(1);
        assertThat(held.take()).isEqualTo("two");
        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void aClockThatStepsBackLetsNoneBeEarlierThanTheOneBefore() {
        held.add("one", 2_000);
        held.add("two", 1_500);
        String _ = held.take();

        assertThat(held.nextDueNanos()).hasValue(2_000);
    }

    @Test
    void theLatestDueTimeIsRememberedWhenNothingIsHeld() {
        held.add("one", 2_000);
        String _ = held.take();
        held.add("two", 1_500);

        assertThat(held.nextDueNanos()).hasValue(2_000);
    }
}
