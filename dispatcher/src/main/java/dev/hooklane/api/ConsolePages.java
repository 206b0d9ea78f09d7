package dev.hooklane.api;

import dev.hooklane.access.Caller;
import io.javalin.config.RoutesConfig;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Pages for people, served beside the API. They use the API as any other client does. */
@FunctionalInterface
public interface ConsolePages {
    /**
     * Adds the pages' routes.
     *
     * @param port of the loopback address where the API answers this process, once it is up
     */
    void addTo(RoutesConfig routes, IntSupplier port);

    /**
     * Returns who is signed in.
     *
     * @param cookies of the request, by name
     */
    default Optional<Caller> visitor(Function<String, Optional<String>> cookies) {
        return Optional.empty();
    }

    /** Returns no pages, for an instance without a console. */
    static ConsolePages none() {
        return (_, _) -> {};
    }
}
