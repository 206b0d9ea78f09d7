package dev.hooklane.replayer;

import static dev.hooklane.replayer.ReplaySamples.START;
import static dev.hooklane.replayer.ReplaySamples.endpoint;

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

/** A run of a replay, step by step in virtual time. */
final class PlayedRun {
    final MemoryHistory history = new MemoryHistory();
    final EndpointDirectory directory = ReplaySamples.directory(endpoint());
    private final Erasures erasures = new Erasures();
    Replay replay = ReplaySamples.replay(START, 10);
    Instant now = START;
    ReplayProgress written = ReplayProgress.none(replay);
    final List<Delivery> sent = new ArrayList<>();
    ReplayRun run = begun();

    void erase(String event) {
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

    ReplayRunParts parts(EndpointDirectory endpoints) {
        return ReplaySamples.parts(history, endpoints, erasures, "one", () -> now);
    }

    ReplayRun begun() {
        return new ReplayRun(parts(directory), replay, written, now);
    }

    void later(long millis) {
        now = now.plusMillis(millis);
    }

    void step() {
        run.step(replay, now)
                .ifPresent(step -> {
                    sent.addAll(step.batch().deliveries());
                    written = step.progress();
                    run.written(step, now);
                });
    }

    /** Goes on until nothing is left, while the lane makes this of everything. */
    void finishAll(DeliveryStatus status) {
        for (int i = 0; i < 100 && !run.hasEnded(); i++) {
            later(1_000);
            step();
            written.open().stream()
                    .flatMap(
                            open -> sent.stream().filter(each -> each.id().equals(open.delivery())))
                    .forEach(each -> history.decide(each, status, now));
        }
    }

    End ended() {
        return written.ended().orElseThrow().why();
    }
}
