package dev.hooklane.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TargetsTest {
    private static final AccountId ONE = new AccountId("one");
    private static final AccountId TWO = new AccountId("two");
    private static final AccountId THREE = new AccountId("three");

    private final Targets targets = new Targets("test", new TargetLimits(4, 0));
    private final Seat one = targets.seat("example.com", ONE);
    private final Seat two = targets.seat("example.com", TWO);

    private static int entered(Seat seat, int tries, long now) {
        int entered = 0;
        for (int i = 0; i < tries; i++) {
            entered += seat.tryEnter(now) ? 1 : 0;
        }
        return entered;
    }

    @Test
    void aTargetGetsNoMoreThanItsLimitOverAllPlaces() {
        int first = entered(one, 3, 0);
        int sameAccount = entered(targets.seat("example.com", ONE), 3, 0);

        assertThat(first).isEqualTo(3);
        assertThat(sameAccount).isEqualTo(1);
    }

    @Test
    void anotherTargetIsNotAffected() {
        entered(one, 4, 0);

        assertThat(entered(targets.seat("example.org", ONE), 9, 0)).isEqualTo(4);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        entered(one, 4, 0);
        one.leave();

        assertThat(entered(one, 9, 0)).isEqualTo(1);
    }

    @Test
    void anAccountThatWasRefusedGetsItsShareWhenTheOtherGivesBack() {
        entered(one, 4, 0);
        boolean refused = !two.tryEnter(0);
        one.leave();
        one.leave();
        boolean again = one.tryEnter(1);
        int shared = entered(two, 9, 2);

        assertThat(refused).isTrue();
        assertThat(again).isFalse();
        assertThat(shared).isEqualTo(2);
    }

    @Test
    void anAccountThatAsksNoMoreHasNoShare() {
        two.tryEnter(0);
        two.leave();

        assertThat(entered(one, 9, 0)).isEqualTo(2);
        assertThat(entered(one, 9, Target.ASKED_LATELY_NANOS + 1)).isEqualTo(2);
    }

    @Test
    void moreAccountsThanTheLimitTakeTurns() {
        Targets narrow = new Targets("test", new TargetLimits(2, 0));
        Seat first = narrow.seat("x", ONE);
        Seat second = narrow.seat("x", TWO);
        Seat third = narrow.seat("x", THREE);
        first.tryEnter(0);
        second.tryEnter(0);
        third.tryEnter(0);
        boolean waitsForItsTurn = first.leave();

        assertThat(waitsForItsTurn).isTrue();
        assertThat(third.tryEnter(1)).isTrue();
    }

    @Test
    void aRateIsKept() {
        Targets paced = new Targets("test", new TargetLimits(0, 10));
        Seat seat = paced.seat("x", ONE);
        int burst = entered(seat, 100, 0);
        int later = entered(seat, 100, TimeUnit.MILLISECONDS.toNanos(500));

        assertThat(burst).isEqualTo(10);
        assertThat(later).isEqualTo(5);
    }

    @Test
    void withoutLimitsNothingIsCounted() {
        Targets free = new Targets("test", TargetLimits.NONE);

        assertThat(entered(free.seat("x", ONE), 100, 0)).isEqualTo(100);
        assertThat(free.size()).isZero();
    }

    @Test
    void targetsThatNothingIsSentToAreForgotten() {
        long now = System.nanoTime();
        for (int i = 0; i < 2_000; i++) {
            Seat seat = targets.seat("host-" + i, ONE);
            seat.tryEnter(now);
            seat.leave();
        }
        long later = now + 2 * Target.ASKED_LATELY_NANOS;
        targets.seat("another", ONE).tryEnter(later);

        assertThat(targets.size()).isLessThan(10);
    }
}
