package dev.hooklane.dispatcher;

import dev.hooklane.api.Ownership;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.http.OwnershipCheck;
import java.util.Optional;

/** Servers must show that they want events, when they are asked. */
record AskedServers(OwnershipCheck check) implements Ownership {
    @Override
    public boolean isAskedFor() {
        return true;
    }

    @Override
    public Optional<String> problem(Endpoint endpoint) {
        return check.problem(endpoint);
    }
}
