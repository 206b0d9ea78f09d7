package dev.hooklane.command;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parses JSON from an option. */
final class FilterText {
    private FilterText() {}

    static JsonNode json(String text, String option) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new CommandFailedException(
                    "%s is not JSON: %s"
                            .formatted(
                                    option, e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }
}
