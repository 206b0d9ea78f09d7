package dev.hooklane.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RefusalsTest {
    private long now = -5;
    private final Refusals refusals = new Refusals(() -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aTargetIsToBlameOnceOthersWereConnectedToForLong() {
        boolean first = refusals.refused("a");
        pass(Refusals.BLAMED_AFTER);
        refusals.opened("b");
        boolean later = refusals.refused("a");

        assertThat(first).isFalse();
        assertThat(later).isTrue();
    }

    @Test
    void noTargetIsToBlameWhileTheProxyConnectsToNone() {
        refusals.opened("b");
        refusals.refused("a");
        pass(Refusals.BLAMED_AFTER.multipliedBy(2));

        assertThat(refusals.refused("a")).isFalse();
    }

    @Test
    void aConnectionEndsTheRow() {
        refusals.refused("a");
        pass(Refusals.BLAMED_AFTER);
        refusals.opened("a");

        assertThat(refusals.refused("a")).isFalse();
    }

    @Test
    void aTargetThatWasNotAskedForInBetweenStartsANewRow() {
        refusals.refused("a");
        pass(Refusals.FORGOTTEN_AFTER.plusNanos(1));
        refusals.opened("b");

        assertThat(refusals.refused("a")).isFalse();
    }

    @Test
    void manyTargetsTakeBoundedMemory() {
        for (int i = 0; i < 3 * Refusals.MAX_ADDRESSES; i++) {
            refusals.refused(i);
        }

        assertThat(refusals.size()).isLessThanOrEqualTo(Refusals.MAX_ADDRESSES);
    }
}
