package dev.hooklane.console.endpoint;

import java.util.Map;

/**
 * The form for a new endpoint.
 *
 * @param asksForAccount whether the form must name the account
 * @param comeFrom the addresses that requests come from; empty if that is not set
 * @param once idempotency token of this form, so that sending it twice creates one endpoint
 * @param problems what is wrong with a field, by its name in the API; under an empty name, with the
 *     form
 */
public record NewEndpoint(
        boolean asksForAccount,
        String account,
        String url,
        String description,
        EventChoice events,
        String comeFrom,
        String once,
        Map<String, String> problems) {
    public NewEndpoint {
        problems = Map.copyOf(problems);
    }

    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }
}
