package dev.hooklane.http;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;

/**
 * The headers of requests that somebody else sends: those that a request to the endpoint would
 * have, signatures included. Any thread may use it.
 */
public final class SignedHeaders {
    private final SignedRequests requests;
    private final PreparedEndpoints prepared;

    public SignedHeaders(HttpSettings settings) {
        requests = new SignedRequests(settings);
        prepared = new PreparedEndpoints(settings.addressRules(), new OwnHeaders(settings));
    }

    /**
     * Returns the names and values, in the order of a request.
     *
     * @param now the attempt's time, which is signed
     */
    public List<Map.Entry<String, String>> of(Delivery delivery, Endpoint endpoint, Instant now) {
        Headers headers = requests.headers(delivery, prepared.of(endpoint), now);
        List<Map.Entry<String, String>> all = new ArrayList<>();
        all.add(Map.entry("Content-Type", PayloadBody.JSON.toString()));
        for (int i = 0; i < headers.size(); i++) {
            all.add(Map.entry(headers.name(i), headers.value(i)));
        }
        return all;
    }
}
