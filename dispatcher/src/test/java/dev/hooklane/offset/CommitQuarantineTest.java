package dev.hooklane.offset;

import static dev.hooklane.offset.DrivenCommits.ONE;
import static dev.hooklane.offset.DrivenCommits.OTHER;
import static dev.hooklane.offset.DrivenCommits.blame;
import static dev.hooklane.offset.DrivenCommits.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Outcomes that Kafka refuses are set aside, and keep nobody waiting. */
final class CommitQuarantineTest {
    private final DrivenCommits commits = new DrivenCommits();

    @Test
    void aPoisonedOutcomeIsSetAsideAlone() {
        commits.finish(ONE, 64);
        commits.finish(OTHER, 64);
        commits.kafka.trouble = refuses("0@17");

        commits.turn(40);

        assertThat(commits.quarantined).extracting(FakeTransactions::name).containsOnly("0@17");
        assertThat(commits.kafka.written).hasSize(128);
        assertThat(commits.kafka.offset(ONE)).isEqualTo(64);
        assertThat(commits.cycle.uncommitted()).isZero();
        assertThat(commits.cycle.uncommittedBytes()).isZero();
    }

    @Test
    void aCopyThatIsRefusedIsGivenUpAndItsOffsetStaysOpen() {
        commits.finish(ONE, 64);
        takeForACopy(17);
        commits.kafka.trouble = refusesAlways("0@17");

        commits.turn(40);

        assertThat(commits.quarantined).isEmpty();
        assertThat(commits.refusedCopies)
                .extracting(FakeTransactions::name)
                .containsExactly("0@17");
        assertThat(commits.kafka.offset(ONE)).isEqualTo(17);
        assertThat(commits.cycle.uncommitted()).isZero();
        assertThat(commits.cycle.uncommittedBytes()).isZero();
    }

    @Test
    void whatWaitedForACopyThatIsRefusedIsWrittenInItsPlace() {
        commits.finish(ONE, 64);
        commits.inPlaceOfACopy = Optional.of(takeForACopy(17));
        commits.kafka.trouble =
                batch ->
                        batch.outcomes().stream().anyMatch(each -> each.form() == Outcome.Form.COPY)
                                ? blame(batch.outcomes(), true)
                                : Optional.empty();

        commits.turn(40);

        assertThat(commits.kafka.written).hasSize(64);
        assertThat(commits.kafka.offset(ONE)).isEqualTo(64);
        assertThat(commits.cycle.uncommittedBytes()).isZero();
    }

    @Test
    void noOffsetCoversWhatIsSetAsideOrInTheOtherHalf() {
        commits.finish(ONE, 64);
        commits.finish(OTHER, 64);
        commits.kafka.trouble = refuses("0@17");

        for (int i = 0; i < 60; i++) {
            commits.turn(1);
            assertThat(commits.kafka.coveredButNotWritten(ONE, 64)).isEmpty();
            assertThat(commits.kafka.coveredButNotWritten(OTHER, 64)).isEmpty();
        }
    }

    @Test
    void whatComesWhileSuspectsAreTriedDoesNotWaitForThem() {
        commits.finish(ONE, 64);
        commits.kafka.trouble = refuses("0@17");
        commits.turn(1);

        commits.finish(OTHER, 1);
        commits.turn(2);

        assertThat(commits.kafka.written).contains("1@0");
    }

    @Test
    void aDeliveryThatCantWaitBecomesADeadLetterThenHistoryAlone() {
        commits.finish(ONE, 1);
        commits.kafka.trouble =
                batch ->
                        batch.outcomes().stream()
                                        .anyMatch(outcome -> outcome.form() != Outcome.Form.LEAST)
                                ? blame(batch.outcomes(), true)
                                : Optional.empty();

        commits.turn(10);

        assertThat(commits.quarantined)
                .extracting(Outcome::form)
                .containsExactly(Outcome.Form.LETTER, Outcome.Form.LEAST);
        assertThat(commits.kafka.written).containsExactly("0@0");
        assertThat(commits.quarantined.getLast().writes())
                .extracting(ProducerRecord::topic)
                .containsExactly("hooklane.history");
    }

    @Test
    void whatCantBeWrittenInAnyFormIsHeldBackAndStopsNobody() {
        commits.finish(ONE, 4);
        commits.kafka.trouble = refusesAlways("0@2");

        commits.turn(40);
        commits.finish(OTHER, 1);
        commits.turn(2);

        assertThat(commits.kafka.written).containsExactlyInAnyOrder("0@0", "0@1", "0@3", "1@0");
        assertThat(commits.kafka.offset(ONE)).isEqualTo(2);
        assertThat(commits.kafka.coveredButNotWritten(ONE, 4)).isEmpty();
        assertThat(commits.cycle.uncommitted()).isEqualTo(1);
    }

    @Test
    void whatIsHeldBackIsTriedAgainEachMinute() {
        commits.finish(ONE, 1);
        commits.kafka.trouble = refusesAlways("0@0");
        commits.turn(20);
        commits.kafka.trouble = _ -> Optional.empty();

        commits.nowNanos += Duration.ofMinutes(1).toNanos();
        commits.turn(2);

        assertThat(commits.kafka.written).containsExactly("0@0");
    }

    @Test
    void nobodyIsSetAsideForAFailureThatMayBeAnybodys() {
        commits.finish(ONE, 8);
        commits.kafka.trouble = batch -> blame(batch.outcomes(), false);

        commits.turn(100);
        commits.kafka.trouble = _ -> Optional.empty();
        commits.nowNanos += Duration.ofMinutes(1).toNanos();
        commits.turn(20);

        assertThat(commits.quarantined).isEmpty();
        assertThat(commits.kafka.written).hasSize(8);
    }

    @Test
    void oneThatFailsAloneForNoKnownReasonWhileOthersAreCommittedIsSetAside() {
        commits.finish(ONE, 8);
        commits.kafka.trouble =
                batch ->
                        batch.outcomes().stream()
                                        .anyMatch(outcome ->
                                                outcome.form() == Outcome.Form.WHOLE
                                                        && FakeTransactions.name(outcome)
                                                                .equals("0@5"))
                                ? blame(batch.outcomes(), false)
                                : Optional.empty();

        for (int i = 0; i < 40; i++) {
            commits.finish(OTHER, 1);
            commits.nowNanos += Duration.ofSeconds(2).toNanos();
            commits.turn(4);
        }

        assertThat(commits.quarantined).extracting(FakeTransactions::name).containsExactly("0@5");
        assertThat(commits.kafka.offset(ONE)).isEqualTo(8);
    }

    @Test
    void aSynchronousCommitSetsAsideWhatIsPoisoned() {
        commits.finish(ONE, 64);
        commits.kafka.trouble = refuses("0@17");

        commits.cycle.commitNow(commits.assignment);

        assertThat(commits.kafka.offset(ONE)).isEqualTo(64);
    }

    /** Makes the outcome of that offset a copy; returns it as it was. */
    private Outcome takeForACopy(long offset) {
        List<Outcome> all = List.copyOf(commits.finished);
        commits.finished.clear();
        all.forEach(outcome ->
                commits.finished.add(outcome.offset() == offset ? outcome.copy() : outcome));
        return all.stream().filter(outcome -> outcome.offset() == offset).findAny().orElseThrow();
    }

    private static Function<OutcomeTransactions.Batch, Optional<OutcomeTransactions.Result>>
            refusesAlways(String name) {
        return batch ->
                FakeTransactions.names(batch).contains(name)
                        ? blame(batch.outcomes(), true)
                        : Optional.empty();
    }
}
