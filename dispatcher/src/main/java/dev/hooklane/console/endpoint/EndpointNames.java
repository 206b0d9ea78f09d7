package dev.hooklane.console.endpoint;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/** The hosts of endpoints, by which people know them, where all that is told is an id. */
public final class EndpointNames {
    private static final int NOT_FOUND = 404;

    private final Map<String, String> hosts;

    private EndpointNames(Map<String, String> hosts) {
        this.hosts = hosts;
    }

    /**
     * Those of the endpoints of a page.
     *
     * @param ids at most as many as a page has rows; each is asked for once
     */
    public static EndpointNames of(ApiClient api, Collection<String> ids) {
        Map<String, String> hosts = new HashMap<>();
        for (String id : new LinkedHashSet<>(ids)) {
            host(api, id).ifPresent(host -> hosts.put(id, host));
        }
        return new EndpointNames(hosts);
    }

    private static Optional<String> host(ApiClient api, String id) {
        try {
            return Optional.of(
                    ShownUrl.of(
                                    api.get("/v1/endpoints/" + ApiClient.encoded(id), Map.of())
                                            .path("url")
                                            .asString())
                            .host());
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Its host, or the id of one that is gone. */
    public String of(String id) {
        return hosts.getOrDefault(id, id);
    }
}
