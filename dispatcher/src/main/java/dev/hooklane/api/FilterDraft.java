package dev.hooklane.api;

import dev.hooklane.filter.EventFilter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The filter in a request about an endpoint. */
final class FilterDraft {
    static final String FILTER = "filter";

    private FilterDraft() {}

    /**
     * Returns the filter as the request wants it: unchanged if the field is missing, none if it is
     * null.
     *
     * @throws ProblemException if it can't be evaluated
     */
    static Optional<EventFilter> read(JsonFields fields, Optional<EventFilter> before) {
        if (fields.isNull(FILTER)) {
            return Optional.empty();
        }
        return fields.json(FILTER).map(FilterDraft::filter).or(() -> before);
    }

    static EventFilter filter(JsonNode json) {
        return Problem.invalidUnless(FILTER, () -> EventFilter.read(json));
    }
}
