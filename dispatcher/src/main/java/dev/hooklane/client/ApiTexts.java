package dev.hooklane.client;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bodies of answers. */
final class ApiTexts {
    /** Numbers keep their digits: they may be customers'. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final int SERVER_TROUBLE = 500;

    private ApiTexts() {}

    /** Returns the query of a request; parameters with an empty value are left out. */
    static String parameters(Map<String, String> query) {
        String parameters =
                query.entrySet().stream()
                        .filter(parameter -> !parameter.getValue().isEmpty())
                        .map(parameter ->
                                parameter.getKey() + "=" + ApiClient.encoded(parameter.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? "" : "?" + parameters;
    }

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
        String requestId = status >= SERVER_TROUBLE ? requestId(problem) : "";
        String known = requestId.isEmpty() ? "" : ", request " + requestId;
        String message;
        if (status == 401) {
            message = "the API at %s refuses this key (%d)".formatted(base, status);
        } else if (detail.isEmpty()) {
            message = "the API at %s answered %d%s".formatted(base, status, known);
        } else {
            message = "%s (%d%s)".formatted(detail, status, known);
        }
        return new ApiException(
                status,
                message,
                detail,
                problem.path("field").asString(""),
                problem.path("reason").asString(""),
                requestId);
    }

    /** Returns the id that names the request in the log; empty if there is none that looks so. */
    private static String requestId(JsonNode problem) {
        String id = problem.path("requestId").asString("");
        return REQUEST_ID.matcher(id).matches() ? id : "";
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
