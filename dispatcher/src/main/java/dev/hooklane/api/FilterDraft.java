package dev.hooklane.api;

import dev.hooklane.filter.EventFilter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a request says about an endpoint's filter. */
final class FilterDraft {
    static final String FILTER = "filter";

    private FilterDraft() {}

    /**
     * The filter as the request wants it: the one of before if it says nothing, none if it says
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
