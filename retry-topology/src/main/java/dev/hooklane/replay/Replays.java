package dev.hooklane.replay;

import dev.hooklane.endpoint.EndpointState;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All replays that are still remembered, in memory. One thread follows the replays topic; any
 * thread may ask.
 */
public final class Replays {
    private final Map<ReplayId, Replay> replays = new ConcurrentHashMap<>();
    private final Map<ReplayId, ReplayProgress> progress = new ConcurrentHashMap<>();

    /** A replay and its progress. */
    public record Known(Replay replay, ReplayProgress progress) {
        /**
         * Returns its current state.
         *
         * @param endpoint the endpoint's state; empty if it is unknown here
         */
        public ReplayState state(Optional<EndpointState> endpoint) {
            return ReplayState.of(replay, progress, endpoint);
        }

        /** Reports whether nothing is left to do for it. */
        public boolean hasEnded() {
            return progress.ended().isPresent();
        }
    }

    /**
     * Follows a record of the replays topic.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public void follow(byte[] key, byte @Nullable [] value) {
        ReplayId id = ReplayCodec.id(key);
        if (ReplayCodec.isProgress(key)) {
            put(progress, id, value == null ? null : ReplayCodec.readProgress(value));
        } else {
            put(replays, id, value == null ? null : ReplayCodec.read(value));
        }
    }

    private static <T> void put(Map<ReplayId, T> map, ReplayId id, @Nullable T value) {
        if (value == null) {
            map.remove(id);
        } else {
            map.put(id, value);
        }
    }

    public Optional<Known> find(ReplayId id) {
        return Optional.ofNullable(replays.get(id)).map(this::known);
    }

    private Known known(Replay replay) {
        ReplayProgress known = progress.get(replay.id());
        return new Known(replay, known == null ? ReplayProgress.none(replay) : known);
    }

    /** Returns all replays, in no particular order. */
    public Collection<Known> all() {
        return replays.values().stream().map(this::known).toList();
    }
}
