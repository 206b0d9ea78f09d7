package dev.hooklane.api;

import io.javalin.config.RoutesConfig;
import java.util.function.IntSupplier;

/** Pages for people, served beside the API; they know it only as any client does. */
@FunctionalInterface
public interface Pages {
    /**
     * Adds their routes.
     *
     * @param port where the API answers, once it does
     */
    void addTo(RoutesConfig routes, IntSupplier port);

    /** An instance without any. */
    static Pages none() {
        return (_, _) -> {};
    }
}
