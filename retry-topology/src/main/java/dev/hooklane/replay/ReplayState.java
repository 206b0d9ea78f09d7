package dev.hooklane.replay;

import dev.hooklane.endpoint.EndpointState;
import java.util.Optional;

/** What a replay does now. */
public sealed interface ReplayState {
    /** The state's name in the API. */
    String name();

    /** Deliveries are sent, or their outcomes awaited. */
    record Running() implements ReplayState {
        @Override
        public String name() {
            return "running";
        }
    }

    /**
     * It goes on by itself when its endpoint is enabled again; until then it would only make dead
     * letters.
     */
    record Held(String because) implements ReplayState {
        @Override
        public String name() {
            return "held";
        }
    }

    /** Somebody paused it. */
    record Paused() implements ReplayState {
        @Override
        public String name() {
            return "paused";
        }
    }

    /** Everything was sent, and all of it has an outcome. */
    record Done() implements ReplayState {
        @Override
        public String name() {
            return "done";
        }
    }

    /** Nothing more is sent. */
    record Cancelled(String because) implements ReplayState {
        @Override
        public String name() {
            return "cancelled";
        }
    }

    /** Whether nothing more will be sent. */
    default boolean isOver() {
        return this instanceof Done || this instanceof Cancelled;
    }

    /**
     * The state of a replay.
     *
     * @param endpoint how its endpoint is; empty if that is unknown here
     */
    static ReplayState of(
            Replay replay, ReplayProgress progress, Optional<EndpointState> endpoint) {
        if (progress.ended().isPresent()) {
            return switch (progress.ended().get().why()) {
                case DONE -> new Done();
                case CANCELLED -> cancelled();
                case ENDPOINT_DELETED ->
                        new Cancelled("endpoint %s was deleted".formatted(replay.endpoint()));
            };
        }
        return switch (replay.wish()) {
            case CANCEL -> cancelled();
            case PAUSE -> new Paused();
            case RUN ->
                    endpoint.isPresent() && endpoint.get() instanceof EndpointState.Enabled
                            ? new Running()
                            : new Held(
                                    "endpoint %s is %s"
                                            .formatted(
                                                    replay.endpoint(),
                                                    endpoint.map(EndpointState::name)
                                                            .orElse("unknown here")));
        };
    }

    private static Cancelled cancelled() {
        return new Cancelled("somebody cancelled it");
    }
}
