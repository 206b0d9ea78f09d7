package dev.hooklane.console.endpoint;

import dev.hooklane.client.ApiClient;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API says of a URL while it is typed.
 *
 * @param checked whether there was enough to be checked
 * @param problems each in words
 */
public record UrlVerdict(boolean checked, List<String> problems) {
    public UrlVerdict {
        problems = List.copyOf(problems);
    }

    static UrlVerdict of(ApiClient api, String url) {
        if (url.isEmpty()) {
            return new UrlVerdict(false, List.of());
        }
        JsonNode answer =
                api.post(
                        "/v1/endpoints/check",
                        JsonMapper.shared().createObjectNode().put("url", url));
        return new UrlVerdict(
                true,
                answer.path("problems")
                        .valueStream()
                        .map(problem -> inWords(problem.asString()))
                        .toList());
    }

    /** The API names the field first; people see which it is. */
    static String inWords(String problem) {
        if (problem.startsWith("url host ")) {
            return "The host " + problem.substring("url host ".length());
        }
        return problem.startsWith("url ") ? "The URL " + problem.substring(4) : problem;
    }
}
