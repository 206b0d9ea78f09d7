package dev.hooklane.replay;

import dev.hooklane.endpoint.EndpointState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The current state of a replay. */
public sealed interface ReplayState {
    /** The replay is sending deliveries, or waits for their outcomes. */
    record Running() implements ReplayState {}

    /**
     * The replay resumes by itself when its endpoint is enabled again; until then it would only
     * make dead letters.
     */
    record Held(String because) implements ReplayState {}

    /** The replay was paused on request. */
    record Paused() implements ReplayState {}

    /** All deliveries were sent and have an outcome. */
    record Done() implements ReplayState {}

    /** The replay sends nothing more. */
    record Cancelled(String because) implements ReplayState {}

    /** A state without its details, for lists and filters. */
    enum Kind {
        RUNNING("running"),
        HELD("held"),
        PAUSED("paused"),
        DONE("done"),
        CANCELLED("cancelled");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the name in the API. */
        public String wireName() {
            return wireName;
        }

        /** Returns the kind with that name; empty if this release knows none. */
        public static Optional<Kind> find(String wireName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName.equals(wireName))
                    .findFirst();
        }

        /** Returns all names, for a list of the allowed ones. */
        public static List<String> wireNames() {
            return Arrays.stream(values()).map(Kind::wireName).toList();
        }
    }

    default Kind kind() {
        return switch (this) {
            case Running _ -> Kind.RUNNING;
            case Held _ -> Kind.HELD;
            case Paused _ -> Kind.PAUSED;
            case Done _ -> Kind.DONE;
            case Cancelled _ -> Kind.CANCELLED;
        };
    }

    /** Returns the state's name in the API. */
    default String name() {
        return kind().wireName();
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
