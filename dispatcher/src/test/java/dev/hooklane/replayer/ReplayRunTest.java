package dev.hooklane.replayer;

import static dev.hooklane.replayer.ReplaySamples.EXHAUSTED;
import static dev.hooklane.replayer.ReplaySamples.START;
import static dev.hooklane.replayer.ReplaySamples.dead;
import static dev.hooklane.replayer.ReplaySamples.endpoint;
import static dev.hooklane.replayer.ReplaySamples.known;
import static dev.hooklane.replayer.ReplaySamples.paused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayProgress;
import dev.hooklane.replay.ReplayProgress.End;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one replay sends, waits for and notes. */
class ReplayRunTest {
    private final PlayedRun played = new PlayedRun();

    @Test
    void nothingIsSentUntilWhatWasJustDecidedIsKnown() {
        played.history.put(dead(1));
        played.later(990);

        played.step();

        assertThat(played.sent).isEmpty();
    }

    @Test
    void deadLettersAreSentInTheOrderOfTheirEventsNoFasterThanTheRate() {
        for (int i = 0; i < 30; i++) {
            played.history.put(dead(i));
        }
        played.later(1_000);

        played.step();
        int first = played.sent.size();
        played.step();
        int atOnceAgain = played.sent.size();
        played.later(500);
        played.step();

        assertThat(first).isEqualTo(10);
        assertThat(atOnceAgain).isEqualTo(10);
        assertThat(played.sent).hasSize(15);
        assertThat(played.sent)
                .extracting(each -> each.event().id().value())
                .startsWith("evt_0", "evt_1", "evt_2");
        assertThat(played.sent).extracting(Delivery::round).containsOnly(1);
    }

    @Test
    void whatChangedSinceTheStartIsLeftOut() {
        played.history.put(dead(1));
        played.history.put(known(2, EXHAUSTED, START.plusMillis(1)));
        played.history.put(known(3, new DeliveryStatus.Delivered(), START.minusSeconds(9)));

        played.finishAll(EXHAUSTED);

        assertThat(played.sent)
                .extracting(each -> each.event().id().value())
                .containsExactly("evt_1");
        assertThat(played.written.counts().dead()).isEqualTo(1);
        assertThat(played.ended()).isEqualTo(End.DONE);
    }

    @Test
    void anOutcomeOfAnEarlierRoundSettlesNothing() {
        played.history.put(dead(1));
        played.later(1_000);
        played.step();
        played.later(1_000);

        played.step();

        assertThat(played.written.open()).hasSize(1);
        assertThat(played.written.ended()).isEmpty();
    }

    @Test
    void itEndsWhenAllIsSentAndHasAnOutcome() {
        for (int i = 0; i < 7; i++) {
            played.history.put(dead(i));
        }

        played.finishAll(new DeliveryStatus.Delivered());

        assertThat(played.written.counts().sent()).isEqualTo(7);
        assertThat(played.written.counts().delivered()).isEqualTo(7);
        assertThat(played.written.open()).isEmpty();
        assertThat(played.ended()).isEqualTo(End.DONE);
        assertThat(played.run.hasEnded()).isTrue();
    }

    @Test
    void noMoreAreOnTheirWayThanTheLimitHoweverSlowTheEndpoint() {
        for (int i = 0; i < ReplayRun.OPEN_MAX + 500; i++) {
            played.history.put(dead(i));
        }
        played.replay = played.replay.withRate(Replay.RATE_MAX);
        for (int i = 0; i < 20; i++) {
            played.later(1_000);
            played.step();
        }

        assertThat(played.sent).hasSize(ReplayRun.OPEN_MAX);
        played.history.decide(played.sent.getFirst(), EXHAUSTED, played.now);
        played.later(1_000);
        played.step();
        assertThat(played.sent).hasSize(ReplayRun.OPEN_MAX + 1);
    }

    @Test
    void pausedReplaysSendNothingButLearnOutcomes() {
        played.history.put(dead(1));
        played.history.put(dead(2));
        played.replay = played.replay.withRate(1);
        played.run = played.begun();
        played.later(1_000);
        played.step();
        played.replay = played.replay.withWish(Replay.Wish.PAUSE);
        played.history.decide(played.sent.getFirst(), new DeliveryStatus.Delivered(), played.now);
        played.later(5_000);

        played.step();

        assertThat(played.sent).hasSize(1);
        assertThat(played.written.counts().delivered()).isEqualTo(1);
        assertThat(played.written.ended()).isEmpty();
    }

    @Test
    void cancelledOnesEndWhenWhatIsOnItsWayHasAnOutcome() {
        played.history.put(dead(1));
        played.history.put(dead(2));
        played.replay = played.replay.withRate(1);
        played.run = played.begun();
        played.later(1_000);
        played.step();
        played.replay = played.replay.withWish(Replay.Wish.CANCEL);
        played.later(1_000);
        played.step();
        Optional<ReplayProgress.Ended> early = played.written.ended();
        played.history.decide(played.sent.getFirst(), EXHAUSTED, played.now);
        played.later(1_000);

        played.step();

        assertThat(early).isEmpty();
        assertThat(played.ended()).isEqualTo(End.CANCELLED);
        assertThat(played.sent).hasSize(1);
    }

    @Test
    void aPausedEndpointGetsNothingAndIsGoneOnWithWhenItIsEnabled() {
        played.history.put(dead(1));
        played.directory.put(paused());
        played.later(10_000);
        played.step();
        int whilePaused = played.sent.size();
        played.directory.put(endpoint());
        played.later(1_000);

        played.step();

        assertThat(whilePaused).isZero();
        assertThat(played.sent).hasSize(1);
    }

    @Test
    void whatIsErasedMeanwhileIsNotWaitedFor() {
        played.history.put(dead(1));
        played.later(1_000);
        played.step();
        played.history.forget(played.sent.getFirst().id());
        played.later(1_000);
        played.step();
        boolean early = played.run.hasEnded();
        played.erase("evt_1");
        played.later(1_000);

        played.step();

        assertThat(early).isFalse();
        assertThat(played.written.counts().cancelled()).isEqualTo(1);
        assertThat(played.ended()).isEqualTo(End.DONE);
    }

    @Test
    void aDeletedEndpointEndsIt() {
        played.history.put(dead(1));
        played.directory.remove(ReplaySamples.ENDPOINT);

        played.step();

        assertThat(played.ended()).isEqualTo(End.ENDPOINT_DELETED);
    }

    @Test
    void anEndpointThatIsNotKnownYetIsWaitedForAMinute() {
        EndpointDirectory empty = new EndpointDirectory();
        played.run = new ReplayRun(played.parts(empty), played.replay, played.written, played.now);
        played.later(59_000);
        played.step();
        boolean early = played.run.hasEnded();
        played.later(2_000);

        played.step();

        assertThat(early).isFalse();
        assertThat(played.ended()).isEqualTo(End.ENDPOINT_DELETED);
    }

    @Test
    void aStepThatWasNotWrittenIsMadeAgain() {
        played.history.put(dead(1));
        played.later(1_000);
        played.run.step(played.replay, played.now);

        played.step();

        assertThat(played.sent).hasSize(1);
    }

    @Test
    void theNextOwnerGoesOnBehindWhatWasWritten() {
        for (int i = 0; i < 25; i++) {
            played.history.put(dead(i));
        }
        for (int i = 0; i < 5; i++) {
            played.later(1_000);
            played.step();
            played.run = played.begun();
        }

        played.finishAll(new DeliveryStatus.Delivered());

        assertThat(played.sent).hasSize(25);
        assertThat(played.sent).extracting(Delivery::id).doesNotHaveDuplicates();
    }

    @Test
    void progressAloneIsWrittenOnceASecondAtMost() {
        for (int i = 0; i < 5; i++) {
            played.history.put(dead(i));
        }
        played.later(1_000);
        played.step();
        played.history.decide(played.sent.get(0), EXHAUSTED, played.now);
        played.later(300);

        boolean tooSoon = played.run.step(played.replay, played.now).isPresent();
        played.later(700);
        boolean due = played.run.step(played.replay, played.now).isPresent();

        assertThat(tooSoon).isFalse();
        assertThat(due).isTrue();
    }
}
