package dev.hooklane.bench.rig;

import dev.hooklane.bench.receiver.Manner;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Accounts with four endpoints each, one for each of four event types: every event is for one
 * endpoint.
 *
 * @param name what the accounts' names begin with
 * @param manner how the receiver treats their requests
 */
public record Crowd(String name, int accounts, Manner manner) {
    private static final List<EventType> TYPES =
            List.of(
                    new EventType("message.created"),
                    new EventType("message.updated"),
                    new EventType("conversation.created"),
                    new EventType("conversation.updated"));

    /** The endpoints of an account. */
    public static final int ENDPOINTS = 4;

    /** Returns how many endpoints there are. */
    public int size() {
        return accounts * ENDPOINTS;
    }

    /** Returns an account of the crowd with this name. */
    public static String account(String crowd, long number) {
        return crowd + "_" + number;
    }

    /** Returns the type of the n-th event, if this many accounts take turns. */
    static EventType type(long n, int accounts) {
        return TYPES.get((int) (n / accounts % TYPES.size()));
    }

    /**
     * Returns the endpoints; each is created when the stream reaches it.
     *
     * @param hosts that they are on, in turns
     */
    Stream<Endpoint> endpoints(List<URI> hosts) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        Instant now = Instant.now();
        return IntStream.range(0, size()).mapToObj(number -> endpoint(number, hosts, random, now));
    }

    private Endpoint endpoint(int number, List<URI> hosts, SplittableRandom random, Instant now) {
        EndpointId id = EndpointId.random(random);
        return new Endpoint(
                id,
                new AccountId(account(name, number / ENDPOINTS)),
                hosts.get(number % hosts.size()).resolve(manner.path() + id.value()),
                "benchmark",
                EventSelection.of(TYPES.get(number % ENDPOINTS).value()),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(random, now)),
                now,
                now);
    }
}
