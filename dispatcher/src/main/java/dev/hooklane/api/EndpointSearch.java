package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds endpoints by a part of their URL's host and path, of their description or of their id. The
 * URL's query is not searched, as customers put credentials there.
 *
 * @param text in lower case; empty for all
 */
record EndpointSearch(String text) implements Predicate<Endpoint> {
    static final String PARAMETER = "search";

    static EndpointSearch of(Context context) {
        return new EndpointSearch(
                Optional.ofNullable(context.queryParam(PARAMETER))
                        .orElse("")
                        .strip()
                        .toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean test(Endpoint endpoint) {
        return text.isEmpty()
                || contains(endpoint.url().getHost() + endpoint.url().getPath())
                || contains(endpoint.description())
                || contains(endpoint.id().value());
    }

    private boolean contains(String field) {
        return field.toLowerCase(Locale.ROOT).contains(text);
    }
}
