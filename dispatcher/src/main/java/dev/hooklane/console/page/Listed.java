package dev.hooklane.console.page;

import dev.hooklane.client.ApiException;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A page of a list of the API's, or why there is none of what was asked for.
 *
 * @param page what the API told; missing if it refused
 * @param refused why; empty if it did not
 */
public record Listed(JsonNode page, String refused) {
    private static final Set<Integer> REFUSED = Set.of(400, 404);

    /** Of what was not asked for. */
    public static Listed nothing() {
        return new Listed(MissingNode.getInstance(), "");
    }

    /**
     * Asks for it.
     *
     * @throws ApiException if the API failed in another way than by refusing what was asked for
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
