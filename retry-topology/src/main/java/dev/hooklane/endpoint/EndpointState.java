package dev.hooklane.endpoint;

import java.util.List;

/** Whether an endpoint's deliveries are attempted now. */
public sealed interface EndpointState {
    /** All names. */
    List<String> NAMES = List.of("enabled", "paused", "disabled");

    /** Returns the state's name in the API and in the endpoint's record. */
    String name();

    /** Deliveries are attempted. */
    record Enabled() implements EndpointState {
        @Override
        public String name() {
            return "enabled";
        }
    }

    /** The account paused it: its deliveries become dead letters until it is enabled again. */
    record Paused() implements EndpointState {
        @Override
        public String name() {
            return "paused";
        }
    }

    /** Hooklane or an operator disabled it, for the given reason. */
    record Disabled(String reason) implements EndpointState {
        private static final String UNVERIFIED = "unverified";

        /** Returns the state of one whose server has not shown yet that it wants events. */
        public static Disabled unverified() {
            return new Disabled(UNVERIFIED);
        }

        public boolean isUnverified() {
            return reason.equals(UNVERIFIED);
        }

        @Override
        public String name() {
            return "disabled";
        }
    }
}
