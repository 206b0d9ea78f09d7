package dev.hooklane.console.endpoint;

import dev.hooklane.client.ApiClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The endpoints that a page names, fetched together. */
public final class KnownEndpoints {
    /** The API's limit for one request. */
    private static final int AT_ONCE = 100;

    private static final int SUGGESTED = 30;

    private static final String PATH = "/v1/endpoints";

    private final Map<String, KnownEndpoint> known = new HashMap<>();

    private KnownEndpoints() {}

    /** Fetches the endpoints with these ids; one that is gone is known by its id alone. */
    public static KnownEndpoints of(ApiClient api, Collection<String> ids) {
        return of(api, ids, List.of());
    }

    /** Does the same, without fetching endpoints that are known already. */
    public static KnownEndpoints of(
            ApiClient api, Collection<String> ids, List<KnownEndpoint> told) {
        KnownEndpoints endpoints = new KnownEndpoints();
        told.forEach(each -> endpoints.known.put(each.id(), each));
        List<String> distinct =
                ids.stream().distinct().filter(id -> !endpoints.known.containsKey(id)).toList();
        for (int from = 0; from < distinct.size(); from += AT_ONCE) {
            List<String> some = distinct.subList(from, Math.min(from + AT_ONCE, distinct.size()));
            JsonNode page =
                    api.get(
                            PATH,
                            Map.of(
                                    "ids",
                                    String.join(",", some),
                                    "limit",
                                    String.valueOf(AT_ONCE)));
            page.path("endpoints")
                    .forEach(each -> {
                        KnownEndpoint endpoint = KnownEndpoint.of(each);
                        endpoints.known.put(endpoint.id(), endpoint);
                    });
        }
        return endpoints;
    }

    public KnownEndpoint get(String id) {
        return known.getOrDefault(id, KnownEndpoint.gone(id));
    }

    /**
     * Fetches some endpoints whose URL, description or id contains a text, newest first.
     *
     * @param account empty for all
     */
    public static List<KnownEndpoint> search(ApiClient api, String account, String text) {
        return api.get(
                        PATH,
                        Map.of(
                                "account",
                                account,
                                "search",
                                text,
                                "limit",
                                String.valueOf(SUGGESTED)))
                .path("endpoints")
                .valueStream()
                .map(KnownEndpoint::of)
                .toList();
    }

    /**
     * Fetches an account's endpoints, newest first.
     *
     * @return none if there are too many to choose from
     */
    public static List<KnownEndpoint> choices(ApiClient api, String account) {
        JsonNode page = api.get(PATH, Map.of("account", account, "limit", String.valueOf(AT_ONCE)));
        List<KnownEndpoint> choices = new ArrayList<>();
        if (page.path("next").isNull()) {
            page.path("endpoints").forEach(each -> choices.add(KnownEndpoint.of(each)));
        }
        return choices;
    }
}
