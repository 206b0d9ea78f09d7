package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The hosts of endpoints, as far as these still exist. */
final class EndpointHosts {
    /** Beyond so many, it is cheaper to list all endpoints. */
    private static final int ONE_BY_ONE_MAX = 50;

    private static final int LISTED_MAX = 1_000_000;
    private static final int NOT_FOUND = 404;

    private final Map<String, String> hosts;

    private EndpointHosts(Map<String, String> hosts) {
        this.hosts = Map.copyOf(hosts);
    }

    /** Asks the API for the hosts of these endpoints. */
    static EndpointHosts of(Collection<String> endpoints, ApiClient client) {
        Set<String> wanted = Set.copyOf(endpoints);
        Map<String, String> hosts = new HashMap<>();
        if (wanted.size() <= ONE_BY_ONE_MAX) {
            wanted.forEach(id -> find(id, client).ifPresent(found -> put(found, hosts)));
        } else {
            ApiList.fetch(client, "/v1/endpoints", Map.of(), "endpoints", LISTED_MAX)
                    .items()
                    .forEach(endpoint -> put(endpoint, hosts));
        }
        return new EndpointHosts(hosts);
    }

    private static Optional<JsonNode> find(String id, ApiClient client) {
        try {
            return Optional.of(client.get("/v1/endpoints/" + ApiClient.encoded(id), Map.of()));
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void put(JsonNode endpoint, Map<String, String> hosts) {
        String host = URI.create(endpoint.path("url").asString("")).getHost();
        hosts.put(endpoint.path("id").asString(""), host == null ? "" : host);
    }

    /** Returns the host; {@code (removed)} if the endpoint does not exist any more. */
    String of(String endpoint) {
        return hosts.getOrDefault(endpoint, "(removed)");
    }
}
