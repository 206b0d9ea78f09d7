package dev.hooklane.dispatcher;

import dev.hooklane.access.Caller;
import dev.hooklane.api.ConsolePages;
import dev.hooklane.console.Console;
import io.javalin.config.RoutesConfig;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** The console as the API's server serves it; neither knows the other. */
record ServedConsole(Console console) implements ConsolePages {
    @Override
    public void addTo(RoutesConfig routes, IntSupplier port) {
        console.addTo(routes, port);
    }

    @Override
    public Optional<Caller> visitor(Function<String, Optional<String>> cookies) {
        return console.visitor(cookies);
    }
}
