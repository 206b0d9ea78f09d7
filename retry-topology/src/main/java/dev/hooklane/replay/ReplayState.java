package dev.hooklane.replay;

import dev.hooklane.endpoint.EndpointState;
import java.util.Optional;

/** The current state of a replay. */
public sealed interface ReplayState {
    /** Returns the state's name in the API. */
    String name();

    /** The replay is sending deliveries, or waits for their outcomes. */
    record Running() implements ReplayState {
        @Override
        public String name() {
            return "running";
        }
    }

    /**
     * The replay resumes by itself when its endpoint is enabled again; until then it would only
     * make dead letters.
     */
    record Held(String because) implements ReplayState {
        @Override
        public String name() {
            return "held";
        }
    }

    /** The replay was paused on request. */
    record Paused() implements ReplayState {
        @Override
        public String name() {
            return "paused";
        }
    }

    /** All deliveries were sent and have an outcome. */
    record Done() implements ReplayState {
        @Override
        public String name() {
            return "done";
        }
    }

    /** The replay sends nothing more. */
    record Cancelled(String because) implements ReplayState {
        @Override
        public String name() {
            return "cancelled";
        }
    }

    /** Reports whether the replay will send nothing more. */
    default boolean isOver() {
        return this instanceof Done || this instanceof Cancelled;
    }

    /**
     * Returns the state of a replay.
     *
     * @param endpoint the endpoint's state; empty if it is unknown here
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
