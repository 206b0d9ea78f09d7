package dev.hooklane.console.page;

import dev.hooklane.client.ApiException;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A page of one of the API's lists, or why the API refused it.
 *
 * @param page the API's answer; missing if it refused
 * @param refused why; empty if it did not
 */
public record Listed(JsonNode page, String refused) {
    private static final Set<Integer> REFUSED = Set.of(400, 404);

    /** Returns the result when nothing was requested. */
    public static Listed nothing() {
        return new Listed(MissingNode.getInstance(), "");
    }

    /**
     * Fetches the page.
     *
     * @throws ApiException if the API failed in another way than by refusing the request
     */
    public static Listed of(Visit visit, String path, Map<String, String> asked) {
        try {
            return new Listed(visit.api().get(path, asked), "");
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            return new Listed(MissingNode.getInstance(), e.detail());
        }
    }
}
