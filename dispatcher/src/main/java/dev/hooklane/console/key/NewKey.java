package dev.hooklane.console.key;

import java.util.Map;

/**
 * The form for a new key.
 *
 * @param days after which it expires; empty for never
 * @param once idempotency token of this form, so that sending it twice creates one key
 * @param problems what is wrong with a field, by its name in the API; under an empty name, with the
 *     form
 */
public record NewKey(
        String name,
        String role,
        String account,
        String days,
        String once,
        Map<String, String> problems) {
    public NewKey {
        problems = Map.copyOf(problems);
    }

    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }
}
