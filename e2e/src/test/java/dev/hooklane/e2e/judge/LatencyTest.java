package dev.hooklane.e2e.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private final TestLedger ledger = new TestLedger();

    @Test
    void eachEventCountsFromItsAcknowledgementToItsFirstRequest() {
        // The two events of the ledger come when they are acknowledged; this one 3 s later, and
        // again.
        Instant time = TestLedger.START.plusSeconds(10);
        ledger.events.add(
                new Event("evt_2", "acct", time, "{}", new Event.Acknowledged(time, 0, 2)));
        ledger.requests.add(
                TestLedger.request("evt_2", TestLedger.GOOD, 1, time.plusSeconds(3), 500));
        ledger.requests.add(
                TestLedger.request("evt_2", TestLedger.GOOD, 2, time.plusSeconds(9), 200));

        assertThat(Latency.at(TestLedger.GOOD.path(), ledger.evidence()))
                .isEqualTo(
                        new Latency(Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(3)));
    }

    @Test
    void anEventOfWhichNothingIsKnownDoesNotCount() {
        ledger.events.replaceAll(event ->
                new Event(
                        event.id(),
                        event.account(),
                        event.time(),
                        event.body(),
                        new Event.Unknown()));

        assertThat(Latency.at(TestLedger.GOOD.path(), ledger.evidence())).isEqualTo(Latency.NONE);
    }
}
