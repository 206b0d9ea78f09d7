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
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.EventId;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayProgress;
import dev.hooklane.replay.ReplayProgress.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayRunTest {
    private final MemoryHistory history = new MemoryHistory();
    private final EndpointDirectory directory = ReplaySamples.directory(endpoint());
    private final Erasures erasures = new Erasures();
    private Replay replay = ReplaySamples.replay(START, 10);
    private Instant now = START;
    private ReplayProgress written = ReplayProgress.none(replay);
    private final List<Delivery> sent = new ArrayList<>();
    private ReplayRun run = begun();

    @Test
    void nothingIsSentUntilWhatWasJustDecidedIsKnown() {
        history.put(dead(1));
        later(990);

        step();

        assertThat(sent).isEmpty();
    }

    @Test
    void deadLettersAreSentInTheOrderOfTheirEventsNoFasterThanTheRate() {
        for (int i = 0; i < 30; i++) {
            history.put(dead(i));
        }
        later(1_000);

        step();
        int first = sent.size();
        step();
        int atOnceAgain = sent.size();
        later(500);
        step();

        assertThat(first).isEqualTo(10);
        assertThat(atOnceAgain).isEqualTo(10);
        assertThat(sent).hasSize(15);
        assertThat(sent)
                .extracting(each -> each.event().id().value())
                .startsWith("evt_0", "evt_1", "evt_2");
        assertThat(sent).extracting(Delivery::round).containsOnly(1);
    }

    @Test
    void whatChangedSinceTheStartIsLeftOut() {
        history.put(dead(1));
        history.put(known(2, EXHAUSTED, START.plusMillis(1)));
        history.put(known(3, new DeliveryStatus.Delivered(), START.minusSeconds(9)));

        finishAll(EXHAUSTED);

        assertThat(sent).extracting(each -> each.event().id().value()).containsExactly("evt_1");
        assertThat(written.counts().dead()).isEqualTo(1);
        assertThat(ended()).isEqualTo(End.DONE);
    }

    @Test
    void anOutcomeOfAnEarlierRoundSettlesNothing() {
        history.put(dead(1));
        later(1_000);
        step();
        later(1_000);

        step();

        assertThat(written.open()).hasSize(1);
        assertThat(written.ended()).isEmpty();
    }

    @Test
    void itEndsWhenAllIsSentAndHasAnOutcome() {
        for (int i = 0; i < 7; i++) {
            history.put(dead(i));
        }

        finishAll(new DeliveryStatus.Delivered());

        assertThat(written.counts().sent()).isEqualTo(7);
        assertThat(written.counts().delivered()).isEqualTo(7);
        assertThat(written.open()).isEmpty();
        assertThat(ended()).isEqualTo(End.DONE);
        assertThat(run.hasEnded()).isTrue();
    }

    @Test
    void noMoreAreOnTheirWayThanTheLimitHoweverSlowTheEndpoint() {
        for (int i = 0; i < ReplayRun.OPEN_MAX + 500; i++) {
            history.put(dead(i));
        }
        replay = replay.withRate(Replay.RATE_MAX);
        for (int i = 0; i < 20; i++) {
            later(1_000);
            step();
        }

        assertThat(sent).hasSize(ReplayRun.OPEN_MAX);
        history.decide(sent.getFirst(), EXHAUSTED, now);
        later(1_000);
        step();
        assertThat(sent).hasSize(ReplayRun.OPEN_MAX + 1);
    }

    @Test
    void pausedReplaysSendNothingButLearnOutcomes() {
        history.put(dead(1));
        history.put(dead(2));
        replay = replay.withRate(1);
        run = begun();
        later(1_000);
        step();
        replay = replay.withWish(Replay.Wish.PAUSE);
        history.decide(sent.getFirst(), new DeliveryStatus.Delivered(), now);
        later(5_000);

        step();

        assertThat(sent).hasSize(1);
        assertThat(written.counts().delivered()).isEqualTo(1);
        assertThat(written.ended()).isEmpty();
    }

    @Test
    void cancelledOnesEndWhenWhatIsOnItsWayHasAnOutcome() {
        history.put(dead(1));
        history.put(dead(2));
        replay = replay.withRate(1);
        run = begun();
        later(1_000);
        step();
        replay = replay.withWish(Replay.Wish.CANCEL);
        later(1_000);
        step();
        Optional<ReplayProgress.Ended> early = written.ended();
        history.decide(sent.getFirst(), EXHAUSTED, now);
        later(1_000);

        step();

        assertThat(early).isEmpty();
        assertThat(ended()).isEqualTo(End.CANCELLED);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aPausedEndpointGetsNothingAndIsGoneOnWithWhenItIsEnabled() {
        history.put(dead(1));
        directory.put(paused());
        later(10_000);
        step();
        int whilePaused = sent.size();
        directory.put(endpoint());
        later(1_000);

        step();

        assertThat(whilePaused).isZero();
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatIsErasedMeanwhileIsNotWaitedFor() {
        history.put(dead(1));
        later(1_000);
        step();
        history.forget(sent.getFirst().id());
        later(1_000);
        step();
        boolean early = run.hasEnded();
        erase("evt_1");
        later(1_000);

        step();

        assertThat(early).isFalse();
        assertThat(written.counts().cancelled()).isEqualTo(1);
        assertThat(ended()).isEqualTo(End.DONE);
    }

    private void erase(String event) {
        Erasure erasure =
                new Erasure(
                        new ErasureId("ers_0123456789abcdef"),
                        ReplaySamples.ACCOUNT,
                        Optional.of(new EventId(event)),
                        now,
                        "one",
                        Optional.empty(),
                        List.of());
        erasures.follow(ErasureCodec.key(erasure.id()), ErasureCodec.write(erasure));
    }

    @Test
    void aDeletedEndpointEndsIt() {
        history.put(dead(1));
        directory.remove(ReplaySamples.ENDPOINT);

        step();

        assertThat(ended()).isEqualTo(End.ENDPOINT_DELETED);
    }

    @Test
    void anEndpointThatIsNotKnownYetIsWaitedForAMinute() {
        EndpointDirectory empty = new EndpointDirectory();
        run = new ReplayRun(parts(empty), replay, written, now);
        later(59_000);
        step();
        boolean early = run.hasEnded();
        later(2_000);

        step();

        assertThat(early).isFalse();
        assertThat(ended()).isEqualTo(End.ENDPOINT_DELETED);
    }

    @Test
    void aStepThatWasNotWrittenIsMadeAgain() {
        history.put(dead(1));
        later(1_000);
        run.step(replay, now);

        step();

        assertThat(sent).hasSize(1);
    }

    @Test
    void theNextOwnerGoesOnBehindWhatWasWritten() {
        for (int i = 0; i < 25; i++) {
            history.put(dead(i));
        }
        for (int i = 0; i < 5; i++) {
            later(1_000);
            step();
            run = begun();
        }

        finishAll(new DeliveryStatus.Delivered());

        assertThat(sent).hasSize(25);
        assertThat(sent).extracting(Delivery::id).doesNotHaveDuplicates();
    }

    @Test
    void progressAloneIsWrittenOnceASecondAtMost() {
        for (int i = 0; i < 5; i++) {
            history.put(dead(i));
        }
        later(1_000);
        step();
        history.decide(sent.get(0), EXHAUSTED, now);
        later(300);

        boolean tooSoon = run.step(replay, now).isPresent();
        later(700);
        boolean due = run.step(replay, now).isPresent();

        assertThat(tooSoon).isFalse();
        assertThat(due).isTrue();
    }

    private ReplayRunParts parts(EndpointDirectory endpoints) {
        return ReplaySamples.parts(history, endpoints, erasures, "one", () -> now);
    }

    private ReplayRun begun() {
        return new ReplayRun(parts(directory), replay, written, now);
    }

    private void later(long millis) {
        now = now.plusMillis(millis);
    }

    private void step() {
        run.step(replay, now)
                .ifPresent(step -> {
                    sent.addAll(step.batch().deliveries());
                    written = step.progress();
                    run.written(step, now);
                });
    }

    /** Goes on until nothing is left, while the lane makes this of everything. */
    private void finishAll(DeliveryStatus status) {
        for (int i = 0; i < 100 && !run.hasEnded(); i++) {
            later(1_000);
            step();
            written.open().stream()
                    .flatMap(
                            open -> sent.stream().filter(each -> each.id().equals(open.delivery())))
                    .forEach(each -> history.decide(each, status, now));
        }
    }

    private End ended() {
        return written.ended().orElseThrow().why();
    }
}
