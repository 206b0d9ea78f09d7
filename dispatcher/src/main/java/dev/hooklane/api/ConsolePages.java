package dev.hooklane.api;

import io.javalin.config.RoutesConfig;
import java.util.function.IntSupplier;

/** Pages for people, served beside the API. They use the API as any other client does. */
@FunctionalInterface
public interface ConsolePages {
    /**
     * Adds the pages' routes.
     *
     * @param port where the API answers, once it is up
     */
    void addTo(RoutesConfig routes, IntSupplier port);

    /** Returns no pages, for an instance without a console. */
    static ConsolePages none() {
        return (_, _) -> {};
    }
}
