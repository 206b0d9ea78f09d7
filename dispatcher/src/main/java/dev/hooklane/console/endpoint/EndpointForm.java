package dev.hooklane.console.endpoint;

import java.util.List;
import java.util.Map;

/**
 * The form for changing an endpoint.
 *
 * @param path of its page
 * @param version that the form was filled with
 * @param keyPair whether its requests are signed by a key pair, too
 * @param headerNames those that are set; their values are never shown
 * @param newHeaders replacements for the headers, one per line
 * @param problems what is wrong with a field, by its name in the API; under an empty name, with the
 *     form
 */
public record EndpointForm(
        String path,
        String version,
        String url,
        String description,
        EventChoice events,
        String filter,
        String timeout,
        String maxInFlight,
        String perSecond,
        String burst,
        boolean ordered,
        boolean keyPair,
        String schedule,
        List<String> headerNames,
        String newHeaders,
        boolean noHeaders,
        Map<String, String> problems) {
    public EndpointForm {
        headerNames = List.copyOf(headerNames);
        problems = Map.copyOf(problems);
    }

    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }

    /** Reports whether one of the rarely used fields is filled or wrong. */
    public boolean opensMore() {
        return !(filter + timeout + maxInFlight + perSecond + schedule + newHeaders).isEmpty()
                || ordered
                || keyPair
                || !headerNames.isEmpty()
                || problems.keySet().stream()
                        .anyMatch(field ->
                                !List.of("", "url", "description", "eventTypes").contains(field));
    }
}
