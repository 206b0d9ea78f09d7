package dev.hooklane.client;

import java.net.URI;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bodies of answers. */
final class ApiTexts {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ApiTexts() {}

    /** Returns the problem in an answer that is no success. */
    static ApiException refusal(URI base, int status, String body) {
        JsonNode problem;
        try {
            problem = json(base, body);
        } catch (ApiException e) {
            problem = JSON.missingNode();
        }
        String detail =
                problem.path("detail")
                        .asString(problem.path("title").asString(""))
                        .lines()
                        .collect(Collectors.joining(" "));
        String message;
        if (status == 401) {
            message = "the API at %s refuses this key (%d)".formatted(base, status);
        } else if (detail.isEmpty()) {
            message = "the API at %s answered %d".formatted(base, status);
        } else {
            message = "%s (%d)".formatted(detail, status);
        }
        return new ApiException(
                status,
                message,
                detail,
                problem.path("field").asString(""),
                problem.path("reason").asString(""));
    }

    /** Returns the JSON of an answer. */
    static JsonNode json(URI base, String body) {
        if (body.isBlank()) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new ApiException(
                    ApiException.NO_ANSWER,
                    "what answers at %s is no Hooklane API: no JSON".formatted(base));
        }
    }
}
