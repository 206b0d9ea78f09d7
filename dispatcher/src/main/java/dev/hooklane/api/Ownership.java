package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import java.util.Optional;

/** Whether servers must show that they want events before they get any. */
public interface Ownership {
    boolean isAskedFor();

    /**
     * Asks the server of an endpoint, and waits for it.
     *
     * @return why it has not shown it; empty if it has
     */
    Optional<String> problem(Endpoint endpoint);

    /** Nobody has to show anything. */
    Ownership TAKEN_FOR_GRANTED =
            new Ownership() {
                @Override
                public boolean isAskedFor() {
                    return false;
                }

                @Override
                public Optional<String> problem(Endpoint endpoint) {
                    return Optional.empty();
                }
            };
}
