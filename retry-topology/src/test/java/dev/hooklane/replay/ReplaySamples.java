package dev.hooklane.replay;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.replay.ReplaySelection.What;
import java.time.Instant;
import java.util.Optional;

/** Replays for tests. */
final class ReplaySamples {
    static final Instant START = Instant.parse("2026-01-15T10:30:00Z");
    static final EndpointId ENDPOINT = new EndpointId("ep_0123456789abcdef");

    private ReplaySamples() {}

    static ReplaySelection all(What what) {
        return new ReplaySelection(
                what, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Replay replay(ReplaySelection selection) {
        return new Replay(
                new ReplayId("rpl_0123456789abcdef"),
                new AccountId("acme"),
                ENDPOINT,
                selection,
                START,
                0,
                false,
                Replay.DEFAULT_RATE,
                Replay.Wish.RUN);
    }
}
