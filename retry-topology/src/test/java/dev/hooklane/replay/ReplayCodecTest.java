package dev.hooklane.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.EventId;
import dev.hooklane.replay.ReplayCursor.Stretch;
import dev.hooklane.replay.ReplaySelection.What;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayCodecTest {
    private static final DeliveryId DELIVERY =
            DeliveryId.of(new EventId("evt_1"), ReplaySamples.START).to(ReplaySamples.ENDPOINT);

    static Stream<ReplaySelection> selections() {
        Optional<EventSelection> types = Optional.of(EventSelection.of("message.*", "bot.updated"));
        return Stream.of(
                ReplaySamples.all(What.InStatus.named(Set.of("dead", "delivered"))),
                ReplaySamples.all(new What.Missed()),
                ReplaySamples.all(new What.PastEvents()),
                new ReplaySelection(
                        What.InStatus.named(Set.of("dead")),
                        types,
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                        Optional.of(Instant.parse("2026-01-02T00:00:00.5Z")),
                        Optional.empty()),
                new ReplaySelection(
                        new What.Missed(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                new ReplaySelection.Died(
                                        ReplaySamples.START, ReplaySamples.START.plusMillis(5)))));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void whatWasAskedForIsReadAsItWasWritten(ReplaySelection selection) {
        Replay replay =
                ReplaySamples.replay(selection)
                        .withCount(42, true)
                        .withRate(7)
                        .withWish(Replay.Wish.PAUSE);

        assertThat(ReplayCodec.read(ReplayCodec.write(replay))).isEqualTo(replay);
    }

    @Test
    void earlierReleasesReadNoReplayThatTheyWouldMakeMoreOf() {
        ReplaySelection night =
                new ReplaySelection(
                        new What.Missed(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                new ReplaySelection.Died(
                                        ReplaySamples.START, ReplaySamples.START.plusMillis(5))));

        assertThat(new String(ReplayCodec.write(ReplaySamples.replay(night)), UTF_8))
                .startsWith("{\"v\":2,");
        assertThat(
                        new String(
                                ReplayCodec.write(
                                        ReplaySamples.replay(ReplaySamples.all(new What.Missed()))),
                                UTF_8))
                .startsWith("{\"v\":1,");
    }

    static Stream<ReplayCursor> cursors() {
        return Stream.of(
                new ReplayCursor.Start(),
                new ReplayCursor.After(DELIVERY),
                new ReplayCursor.InEvents(
                        List.of(new Stretch(0, 5, 1_000_000_000_000L), new Stretch(3, 0, 1))),
                new ReplayCursor.End());
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void progressIsReadAsItWasWritten(ReplayCursor cursor) {
        ReplayProgress begun =
                ReplayProgress.none(ReplaySamples.replay(ReplaySamples.all(new What.Missed())));
        ReplayProgress progress =
                new ReplayProgress(
                        begun.id(),
                        begun.account(),
                        begun.startedAt(),
                        "one",
                        cursor,
                        List.of(new ReplayProgress.Open(DELIVERY, 3)),
                        new ReplayCounts(9, 5, 2, 1, Map.of(SkipReason.PAYLOAD_GONE, 4L)),
                        Optional.empty());

        assertThat(ReplayCodec.readProgress(ReplayCodec.write(progress))).isEqualTo(progress);
        for (ReplayProgress.End end : ReplayProgress.End.values()) {
            ReplayProgress ended = progress.endedWith(end, ReplaySamples.START);
            assertThat(ReplayCodec.readProgress(ReplayCodec.write(ended))).isEqualTo(ended);
        }
    }

    @Test
    void theKeysOfBothRecordsNameTheReplay() {
        ReplayId id = new ReplayId("rpl_0123456789abcdef");

        assertThat(ReplayCodec.id(ReplayCodec.key(id))).isEqualTo(id);
        assertThat(ReplayCodec.id(ReplayCodec.progressKey(id))).isEqualTo(id);
        assertThat(ReplayCodec.isProgress(ReplayCodec.key(id))).isFalse();
        assertThat(ReplayCodec.isProgress(ReplayCodec.progressKey(id))).isTrue();
    }

    @Test
    void whatCantBeReadIsSaid() {
        assertThatThrownBy(() -> ReplayCodec.read("{\"v\":3}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("replay record has version 3; this release reads 2");
        assertThatThrownBy(() -> ReplayCodec.readProgress("no".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("replay record is not readable");
    }

    @Test
    void replaysAreFollowedUntilTheyAreForgotten() {
        Replays replays = new Replays();
        Replay replay = ReplaySamples.replay(ReplaySamples.all(new What.Missed()));
        ReplayProgress progress =
                ReplayProgress.none(replay).endedWith(ReplayProgress.End.DONE, ReplaySamples.START);

        // In either order: they may stand on different partitions.
        replays.follow(ReplayCodec.progressKey(replay.id()), ReplayCodec.write(progress));
        boolean knownByProgressAlone = replays.find(replay.id()).isPresent();
        replays.follow(ReplayCodec.key(replay.id()), ReplayCodec.write(replay));
        Optional<Replays.Known> known = replays.find(replay.id());
        replays.follow(ReplayCodec.key(replay.id()), null);
        replays.follow(ReplayCodec.progressKey(replay.id()), null);

        assertThat(knownByProgressAlone).isFalse();
        assertThat(known).contains(new Replays.Known(replay, progress));
        assertThat(replays.all()).isEmpty();
    }
}
