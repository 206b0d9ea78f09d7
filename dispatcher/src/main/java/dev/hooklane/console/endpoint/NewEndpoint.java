package dev.hooklane.console.endpoint;

import java.util.Map;

/**
 * The form for a new endpoint.
 *
 * @param asksForAccount whether it must be said whose it is
 * @param once names this form, so that sending it twice makes one endpoint
 * @param problems what is wrong with a field, by its name in the API; under an empty name, with the
 *     form
 */
public record NewEndpoint(
        boolean asksForAccount,
        String account,
        String url,
        String description,
        EventChoice events,
        String once,
        Map<String, String> problems) {
    public NewEndpoint {
        problems = Map.copyOf(problems);
    }

    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }
}
