package dev.hooklane.e2e.judge;

import static dev.hooklane.e2e.judge.TestLedger.BAD;
import static dev.hooklane.e2e.judge.TestLedger.GOOD;
import static dev.hooklane.e2e.judge.TestLedger.START;
import static dev.hooklane.e2e.judge.TestLedger.delivery;
import static dev.hooklane.e2e.judge.TestLedger.record;
import static dev.hooklane.e2e.judge.TestLedger.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that can't find anything is worth nothing: each is shown what it is there for. */
class JudgesTest {
    private final TestLedger ledger = new TestLedger();

    /** The names of those that find something. */
    private List<String> whoFinds() {
        Evidence evidence = ledger.evidence();
        return Judges.ALL.stream()
                .filter(judge -> !judge.breaches(evidence).isEmpty())
                .map(Judge::name)
                .toList();
    }

    @Test
    void nobodyFindsAnythingWhereEveryPromiseWasKept() {
        assertThat(whoFinds()).isEmpty();
    }

    @Test
    void anAcknowledgedEventThatNoEndpointEverGotIsLost() {
        ledger.events.add(
                new Event("evt_9", "acct", START, "{}", new Event.Acknowledged(START, 0, 9)));

        assertThat(whoFinds()).containsExactly("lost");
    }

    @Test
    void anEventThatNobodyAcknowledgedMayBeMissing() {
        ledger.events.add(new Event("evt_9", "acct", START, "{}", new Event.Unknown()));

        assertThat(whoFinds()).isEmpty();
    }

    @Test
    void aDeliverySaidToBeDeliveredThatTheEndpointNeverTookIsLost() {
        ledger.requests.removeIf(each -> each.key().equals(delivery("evt_0", GOOD) + "#2"));

        assertThat(whoFinds()).containsExactly("lost", "history");
    }

    @Test
    void aDeliverySaidToBeDeadWithoutADeadLetterIsLost() {
        ledger.deadLetters.removeFirst();

        assertThat(whoFinds()).containsExactly("lost");
    }

    @Test
    void aDeliveryThatWaitsForEverIsLost() {
        ledger.history.remove(record("evt_0", GOOD, "delivered", 2, ""));

        assertThat(whoFinds()).contains("lost");
    }

    @Test
    void aDeliveryCancelledAlthoughItsEndpointIsThereIsFound() {
        ledger.history.add(record("evt_0", GOOD, "cancelled", 2, ""));
        ledger.told.put(delivery("evt_0", GOOD), record("evt_0", GOOD, "cancelled", 2, ""));

        assertThat(whoFinds()).containsExactly("cancelled");
    }

    @Test
    void aRequestOfAnEventThatWasNeverPublishedIsUnasked() {
        ledger.requests.add(request("evt_7", GOOD, 1, START, 200));

        assertThat(whoFinds()).containsExactly("unasked");
    }

    @Test
    void aRequestToAnotherAccountsEndpointIsUnasked() {
        ledger.endpoints.add(
                new Endpoint(
                        "ep_other",
                        "other",
                        "/ep_other",
                        GOOD.secret(),
                        false,
                        Endpoint.Ending.DELETED));
        ledger.requests.add(request("evt_0", ledger.endpoints.getLast(), 1, START, 200));

        assertThat(whoFinds()).containsExactly("unasked");
    }

    @Test
    void aBodyThatIsNotTheEventsIsFound() {
        ledger.requests.set(0, request("evt_0", GOOD, 1, START, 500, "{\"n\":7}", "{\"n\":7}"));

        assertThat(whoFinds()).containsExactly("bytes");
    }

    @Test
    void aSignatureOfOtherBytesIsFound() {
        ledger.requests.set(0, request("evt_0", GOOD, 1, START, 500, "{\"n\":0}", "{\"n\":7}"));

        assertThat(whoFinds()).containsExactly("signature");
    }

    @Test
    void aRetryBeforeItsStepIsOverIsEarly() {
        ledger.requests.set(1, request("evt_0", GOOD, 2, START.plusMillis(990), 200));

        assertThat(whoFinds()).containsExactly("early");
    }

    @Test
    void anAttemptThatTheScheduleDoesNotHaveIsBeyondIt() {
        ledger.requests.add(request("evt_0", BAD, 3, START.plusSeconds(9), 500));

        assertThat(whoFinds()).contains("beyond");
    }

    @Test
    void anOutcomeThatIsThereTwiceIsFound() {
        ledger.history.add(1, record("evt_0", GOOD, "waiting", 1, ""));

        assertThat(whoFinds()).containsExactly("twice");
    }

    @Test
    void aHistoryThatForksIsFound() {
        ledger.history.add(2, record("evt_0", GOOD, "waiting", 1, ""));

        assertThat(whoFinds()).contains("twice");
    }

    @Test
    void aDeadLetterThatIsThereTwiceIsFound() {
        ledger.deadLetters.add(ledger.deadLetters.getFirst());

        assertThat(whoFinds()).containsExactly("twice");
    }

    @Test
    void aRequestSentAgainWithoutACauseIsFound() {
        ledger.requests.add(request("evt_0", GOOD, 2, START.plusSeconds(3), 200));

        assertThat(whoFinds()).containsExactly("repeats");
    }

    @Test
    void aRequestAnsweredAfterTheLastOutcomeBeforeAKillMayBeSentAgain() {
        Instant killed = START.plusSeconds(5);
        ledger.disruptions.add(new Disruption("kill", killed, killed.plusSeconds(9)));
        ledger.requests.add(request("evt_1", GOOD, 2, START.plusSeconds(6), 200));

        assertThat(whoFinds()).isEmpty();
    }

    @Test
    void aRequestThatComesMoreOftenThanAKillExplainsIsFound() {
        Instant killed = START.plusSeconds(5);
        ledger.disruptions.add(new Disruption("kill", killed, killed.plusSeconds(9)));
        for (int times = 0; times < 3; times++) {
            ledger.requests.add(request("evt_1", GOOD, 2, START.plusSeconds(6), 200));
        }

        assertThat(whoFinds()).containsExactly("repeats");
    }

    @Test
    void aRequestAnsweredBeforeAnOutcomeThatIsWrittenDownMayNot() {
        Instant killed = START.plusSeconds(20);
        ledger.disruptions.add(new Disruption("kill", killed, killed.plusSeconds(9)));
        ledger.requests.add(request("evt_0", GOOD, 1, START.plusSeconds(21), 500));

        assertThat(whoFinds()).containsExactly("repeats");
    }

    @Test
    void anAttemptAfterASuccessIsFound() {
        ledger.requests.set(0, request("evt_0", GOOD, 1, START, 200));

        assertThat(whoFinds()).containsExactly("repeats");
    }

    @Test
    void aDeadLetterOfAnEndpointThatAnswersIsFound() {
        HistoryRecord dead = record("evt_0", GOOD, "dead", 2, "exhausted");
        ledger.history.add(dead);
        ledger.told.put(dead.delivery(), dead);
        ledger.deadLetters.add(new Wait(dead.delivery(), 3, 0, false));

        assertThat(whoFinds()).containsExactly("dead");
    }

    @Test
    void aDeadLetterBeforeTheLastAttemptIsFound() {
        ledger.history.set(
                ledger.history.indexOf(record("evt_0", BAD, "dead", 2, "exhausted")),
                record("evt_0", BAD, "dead", 1, "exhausted"));

        assertThat(whoFinds()).contains("dead");
    }

    @Test
    void aLaterEventThatAnOrderedEndpointGetsFirstIsFound() {
        ledger.requests.addFirst(request("evt_1", GOOD, 1, START.minusSeconds(1), 500));

        assertThat(whoFinds()).contains("order");
    }

    @Test
    void eventsOfTwoPartitionsHaveNoOrder() {
        ledger.requests.addFirst(request("evt_1", GOOD, 1, START.minusSeconds(1), 500));
        ledger.events.replaceAll(event ->
                event.id().equals("evt_1")
                        ? new Event(
                                event.id(),
                                event.account(),
                                event.time(),
                                event.body(),
                                new Event.Acknowledged(event.time(), 1, 1))
                        : event);

        assertThat(whoFinds()).doesNotContain("order");
    }

    @Test
    void anInstanceThatTellsAnotherStatusIsFound() {
        ledger.told.put(delivery("evt_0", GOOD), record("evt_0", GOOD, "waiting", 1, ""));

        assertThat(whoFinds()).containsExactly("history");
    }

    @Test
    void anAttemptThatTheHistoryDoesNotHaveIsFound() {
        ledger.history.remove(record("evt_0", BAD, "dead", 2, "exhausted"));
        ledger.told.put(delivery("evt_0", BAD), record("evt_0", BAD, "waiting", 1, ""));

        assertThat(whoFinds()).contains("history");
    }

    @Test
    void anInstanceThatKnowsNothingOfADeliveryIsFound() {
        ledger.told.remove(delivery("evt_0", GOOD));

        assertThat(whoFinds()).containsExactly("history");
    }
}
