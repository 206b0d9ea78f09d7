package dev.hooklane.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OccupancyTest {
    @Test
    void aRateIsTheProductsWhileTheOthersHaveTime() {
        assertThat(new Occupancy(0.99, 0.70, 0, 0).notTheProductsLimit()).isEmpty();
        assertThat(new Occupancy(0.80, 0.70, 0, 0).notTheProductsLimit()).isEmpty();
    }

    @Test
    void aRateIsNotTheProductsIfTheOthersAreFullFirst() {
        assertThat(new Occupancy(0.61, 0.99, 0, 0).notTheProductsLimit())
                .contains(
                        "99 % of the cores of broker, publisher and receiver were in use, and 61 %"
                                + " of the instances'");
    }

    @Test
    void bothMayBeFull() {
        assertThat(new Occupancy(0.98, 0.97, 0, 0).notTheProductsLimit()).isEmpty();
    }

    @Test
    void otherProgramsSpoilEveryFigure() {
        Occupancy compiler = new Occupancy(0.6, 0.5, 0.30, 0);

        assertThat(compiler.disturbed()).contains("other programs used 30 % of the machine");
        assertThat(compiler.notTheProductsLimit()).isPresent();
        assertThat(compiler.tooSlow(500, 500)).isPresent();
        assertThat(new Occupancy(0.6, 0.5, 0, 0.2).disturbed()).isPresent();
        assertThat(new Occupancy(0.6, 0.5, 0.1, 0.02).disturbed()).isEmpty();
    }

    @Test
    void aFixedRateHasToBeReached() {
        Occupancy full = new Occupancy(1, 0.4, 0, 0);

        assertThat(full.tooSlow(4_000, 3_900)).isEmpty();
        assertThat(full.tooSlow(4_000, 3_000))
                .contains(
                        "of 4000 deliveries a second only 3000 were made, with 100 % of the"
                                + " instances' cores in use and 40 % of the others");
    }
}
