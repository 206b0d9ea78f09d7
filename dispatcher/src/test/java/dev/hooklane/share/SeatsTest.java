package dev.hooklane.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.share.Seats.Seat;
import dev.hooklane.share.Seats.Seating;
import org.junit.jupiter.api.Test;

final class SeatsTest {
    private final Seats seats = new Seats(10);

    @Test
    void anAccountHasNoMoreThanItsLimit() {
        for (int i = 0; i < 3; i++) {
            seated("greedy", 3);
        }

        assertThat(seats.take("greedy", 3)).isEqualTo(new Seating.OverLimit(3));
        assertThat(seats.of("greedy")).isEqualTo(3);
    }

    @Test
    void whoHasMostLosesTheOldestToAnAccountThatHasNone() {
        Seat oldest = seated("greedy", 100);
        Seat second = seated("greedy", 100);
        for (int i = 0; i < 8; i++) {
            seated("greedy", 100);
        }

        seated("modest", 100);

        assertThat(oldest.lost().getCount()).isZero();
        assertThat(second.lost().getCount()).isEqualTo(1);
        assertThat(seats.of("greedy")).isEqualTo(9);
    }

    @Test
    void nobodyTakesAPlaceFromWhoHasNoMoreThanItself() {
        for (int i = 0; i < 5; i++) {
            seated("one", 100);
            seated("other", 100);
        }

        assertThat(seats.take("one", 100)).isEqualTo(new Seating.Full());
    }

    @Test
    void aPlaceThatIsGivenBackLeavesNoTrace() {
        for (int i = 0; i < 1_000; i++) {
            seated("account-" + i, 1).close();
        }

        assertThat(seats.owners()).isZero();
    }

    @Test
    void aPlaceThatWasLostIsGivenBackOnce() {
        Seat lost = seated("greedy", 100);
        for (int i = 0; i < 9; i++) {
            seated("greedy", 100);
        }
        seated("modest", 100);

        lost.close();

        assertThat(seats.of("greedy")).isEqualTo(9);
        assertThat(seats.take("greedy", 100)).isEqualTo(new Seating.Full());
    }

    private Seat seated(String owner, long limit) {
        return ((Seating.Seated) seats.take(owner, limit)).seat();
    }
}
