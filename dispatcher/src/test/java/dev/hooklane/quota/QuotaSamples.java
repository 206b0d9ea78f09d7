package dev.hooklane.quota;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Limits and endpoints for tests. */
final class QuotaSamples {
    private static final Random RANDOM = new Random(1);
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final EndpointSecret SECRET = EndpointSecret.random(RANDOM, NOW);

    private QuotaSamples() {}

    /** Limits of 1,000,000 each, but for these. */
    static Limits limits(Map<Quota, Long> others) {
        Map<Quota, Long> limits = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
            limits.put(quota, 1_000_000L);
        }
        limits.putAll(others);
        return new Limits(limits);
    }

    static Endpoint endpoint(AccountId account, String... patterns) {
        return endpoint(EndpointId.random(RANDOM), account, "", patterns);
    }

    static Endpoint endpoint(
            EndpointId id, AccountId account, String description, String... patterns) {
        return new Endpoint(
                id,
                account,
                URI.create("https://hooks.example/"),
                description,
                EventSelection.of(patterns),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(SECRET),
                NOW,
                NOW);
    }
}
