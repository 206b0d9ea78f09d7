package dev.hooklane.bench.scale;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Very many endpoints that receive no deliveries: 100 per account. Each event matches 4 of them,
 * however many accounts there are.
 */
record Population(int accounts) {
    static final int FAN_OUT = 4;
    private static final int AN_ACCOUNT = 100;
    private static final List<EventType> TYPES =
            IntStream.range(0, AN_ACCOUNT / FAN_OUT)
                    .mapToObj(i -> new EventType("benchmark.type_" + i))
                    .toList();

    /** Returns the event types for Hooklane's catalogue, as a setting's value. */
    static String eventTypes() {
        return TYPES.stream().map(EventType::value).collect(Collectors.joining(","));
    }

    int size() {
        return accounts * AN_ACCOUNT;
    }

    /** Returns the endpoints; each is created when the stream reaches it. */
    Stream<Endpoint> endpoints() {
        SplittableRandom random = new SplittableRandom(accounts);
        return IntStream.range(0, size()).mapToObj(i -> endpoint(i, random));
    }

    /** Returns the account of the n-th event, cycling through all of them. */
    AccountId account(long n) {
        return new AccountId("account-" + n % accounts);
    }

    EventType type(long n) {
        return TYPES.get((int) (n / accounts % TYPES.size()));
    }

    /** Returns the endpoints that the n-th event matches, by their position among all. */
    int[] asking(long n) {
        int first = (int) (n % accounts) * AN_ACCOUNT + (int) (n / accounts % TYPES.size());
        return IntStream.range(0, FAN_OUT).map(i -> first + i * TYPES.size()).toArray();
    }

    private Endpoint endpoint(int number, SplittableRandom random) {
        EndpointId id = EndpointId.random(random);
        Instant now = Instant.now();
        return new Endpoint(
                id,
                account(number / AN_ACCOUNT),
                URI.create("https://customer-%d.example/hooks/%s".formatted(number, id.value())),
                "benchmark",
                EventSelection.of(TYPES.get(number % TYPES.size()).value()),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(random, now)),
                now,
                now);
    }
}
