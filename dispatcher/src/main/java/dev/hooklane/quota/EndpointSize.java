package dev.hooklane.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.ServerAccess;
import dev.hooklane.filter.EventFilter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much endpoints take of what is limited: bytes of configuration, and deliveries per event. */
final class EndpointSize {
    private EndpointSize() {}

    /** Returns the bytes of the largest of an endpoint's forms. */
    static long bytes(List<Endpoint> forms) {
        return forms.stream().mapToLong(EndpointSize::bytes).max().orElse(0);
    }

    /** Returns the bytes of the texts that an account chooses: URL, types, filter and so on. */
    static long bytes(Endpoint endpoint) {
        return bytes(endpoint.urlText())
                + bytes(endpoint.description())
                + endpoint.eventTypes().patterns().stream().mapToLong(EndpointSize::bytes).sum()
                + endpoint.eventTypes()
                        .filter()
                        .map(EventFilter::json)
                        .map(EndpointSize::bytes)
                        .orElse(0L)
                + endpoint.headers().entrySet().stream()
                        .mapToLong(header -> bytes(header.getKey()) + bytes(header.getValue()))
                        .sum()
                + bytes(endpoint.access());
    }

    private static long bytes(ServerAccess access) {
        return access.authorization()
                        .map(client ->
                                bytes(client.tokenUrl().toString())
                                        + bytes(client.clientId())
                                        + bytes(client.clientSecret())
                                        + bytes(client.scope())
                                        + bytes(client.audience()))
                        .orElse(0L)
                + access.tls()
                        .map(tls ->
                                bytes(tls.ca())
                                        + bytes(tls.clientCertificate())
                                        + bytes(tls.clientKey()))
                        .orElse(0L);
    }

    private static long bytes(Optional<String> text) {
        return text.map(EndpointSize::bytes).orElse(0L);
    }

    private static long bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    /**
     * Returns how many deliveries one event may make at most: the number of endpoints that
     * subscribe to the type that most of them subscribe to, whatever their filters and states.
     *
     * @param endpoints in all their forms
     */
    static long deliveriesPerEvent(Collection<List<Endpoint>> endpoints) {
        Map<String, Long> byPattern = new HashMap<>();
        endpoints.forEach(forms ->
                forms.stream()
                        .flatMap(form -> form.eventTypes().patterns().stream())
                        .distinct()
                        .forEach(each -> byPattern.merge(each, 1L, Long::sum)));
        return byPattern.keySet().stream()
                .mapToLong(pattern -> subscribers(pattern, byPattern))
                .max()
                .orElse(0);
    }

    private static long subscribers(String pattern, Map<String, Long> byPattern) {
        long exact = byPattern.getOrDefault(pattern, 0L);
        if (pattern.equals("*")) {
            return exact;
        }
        long all = byPattern.getOrDefault("*", 0L);
        int dot = pattern.indexOf('.');
        String group = dot < 0 ? pattern : pattern.substring(0, dot + 1) + "*";
        return exact + all + (group.equals(pattern) ? 0 : byPattern.getOrDefault(group, 0L));
    }
}
