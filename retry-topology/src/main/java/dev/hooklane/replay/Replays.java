package dev.hooklane.replay;

import dev.hooklane.endpoint.EndpointState;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All replays that are not forgotten yet, in memory. One thread follows the replays topic; any
 * thread asks.
 */
public final class Replays {
    private final Map<ReplayId, Replay> replays = new ConcurrentHashMap<>();
    private final Map<ReplayId, ReplayProgress> progress = new ConcurrentHashMap<>();

    /** A replay and how far it has come. */
    public record Known(Replay replay, ReplayProgress progress) {
        /**
         * What it does now.
         *
         * @param endpoint how its endpoint is; empty if that is unknown here
         */
        public ReplayState state(Optional<EndpointState> endpoint) {
            return ReplayState.of(replay, progress, endpoint);
        }

        /** Whether nothing is left to be done for it. */
        public boolean hasEnded() {
            return progress.ended().isPresent();
        }
    }

    /**
     * Takes a record of the replays topic.
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

    /** In no particular order. */
    public Collection<Known> all() {
        return replays.values().stream().map(this::known).toList();
    }
}
