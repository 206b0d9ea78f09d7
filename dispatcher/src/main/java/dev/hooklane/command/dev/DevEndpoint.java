package dev.hooklane.command.dev;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.command.dev.DevFolder.ReceiverEndpoint;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ensures that one account has one endpoint that points at the receiver, and that its secret is
 * kept.
 */
final class DevEndpoint {
    static final String ACCOUNT = "acct_dev";

    private static final String DESCRIPTION = "The receiver of hooklane dev";
    private static final int NOT_FOUND = 404;

    private final ApiClient api;
    private final DevFolder folder;

    DevEndpoint(ApiClient api, DevFolder folder) {
        this.api = api;
        this.folder = folder;
    }

    /** Returns the endpoint, created or moved to this URL if needed. */
    ReceiverEndpoint at(URI receiver) {
        String url = receiver + "/";
        Optional<ReceiverEndpoint> kept = folder.endpoint();
        if (kept.isPresent() && pointsAt(kept.get().id(), url)) {
            return kept.get();
        }
        removeForgotten();
        return make(url);
    }

    private boolean pointsAt(String id, String url) {
        try {
            JsonNode endpoint = api.get("/v1/endpoints/" + id, Map.of());
            if (!endpoint.path("url").asString("").equals(url)) {
                api.patch(
                        "/v1/endpoints/" + id,
                        JsonMapper.shared().createObjectNode().put("url", url));
            }
            return true;
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Removes endpoints whose secrets were not kept, because dev was killed at that moment. Their
     * deliveries would only fail.
     */
    private void removeForgotten() {
        api.get("/v1/endpoints", Map.of("account", ACCOUNT))
                .path("endpoints")
                .valueStream()
                .filter(endpoint -> endpoint.path("description").asString("").equals(DESCRIPTION))
                .forEach(endpoint -> api.delete("/v1/endpoints/" + endpoint.path("id").asString()));
    }

    private ReceiverEndpoint make(String url) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("account", ACCOUNT).put("url", url).put("description", DESCRIPTION);
        body.putArray("eventTypes").add("*");
        JsonNode endpoint = api.post("/v1/endpoints", body);
        ReceiverEndpoint made =
                new ReceiverEndpoint(
                        endpoint.path("id").asString(), endpoint.path("secret").asString());
        folder.save(made);
        return made;
    }
}
