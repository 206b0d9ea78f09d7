package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlightsTest {
    private final Flights flights = new Flights(100, 20, 1_000);

    @Test
    void strangersAreShedFirstThenAccountsThenPublishersAndOperatorsLast() {
        assertThat(begun(CallerClass.STRANGER)).isEqualTo(50);
        assertThat(begun(CallerClass.ACCOUNT)).isEqualTo(25);
        assertThat(begun(CallerClass.PUBLISHER)).isEqualTo(15);
        assertThat(begun(CallerClass.OPERATOR)).isEqualTo(10);
    }

    @Test
    void probesTakeNobodysRoomAndAreFewThemselves() {
        begun(CallerClass.OPERATOR);

        assertThat(begun(CallerClass.PROBE)).isEqualTo(Flights.PROBES_MAX);
    }

    @Test
    void oneAddressGetsItsPartAndKeepsRoomForItsOperator() {
        for (int i = 0; i < 10; i++) {
            assertThat(flights.begin(CallerClass.STRANGER, "a")).isEmpty();
        }

        assertThat(flights.begin(CallerClass.STRANGER, "a")).contains(Refusal.ADDRESS_REQUESTS);
        assertThat(flights.begin(CallerClass.OPERATOR, "a")).isEmpty();
        assertThat(flights.begin(CallerClass.STRANGER, "b")).isEmpty();
    }

    @Test
    void bytesAreTakenFromOneBudgetAndReturned() {
        assertThat(flights.begin(CallerClass.OPERATOR, "a")).isEmpty();
        assertThat(flights.take(CallerClass.OPERATOR, "a", 500)).isEmpty();

        assertThat(flights.take(CallerClass.OPERATOR, "a", 1)).contains(Refusal.ADDRESS_BODIES);
        assertThat(flights.take(CallerClass.STRANGER, "b", 1)).contains(Refusal.BODY_BUDGET);
        assertThat(flights.take(CallerClass.PUBLISHER, "c", 401)).contains(Refusal.BODY_BUDGET);
        flights.end(CallerClass.OPERATOR, "a", 500);
        assertThat(flights.bytes()).isZero();
        assertThat(flights.take(CallerClass.STRANGER, "b", 250)).isEmpty();
    }

    @Test
    void whatEndsLeavesNothingBehind() {
        for (CallerClass caller : CallerClass.values()) {
            flights.begin(caller, "a");
            flights.take(caller, "a", 10);
        }
        for (CallerClass caller : CallerClass.values()) {
            flights.end(caller, "a", 10);
            assertThat(flights.count(caller)).isZero();
        }

        assertThat(flights.bytes()).isZero();
        assertThat(flights.addresses()).isZero();
    }

    /** Begins requests of ever new addresses until one is refused. */
    private int begun(CallerClass caller) {
        int begun = 0;
        while (flights.begin(caller, caller + " " + begun).isEmpty()) {
            begun++;
        }
        return begun;
    }
}
