package dev.hooklane.bench.load;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Accounts with endpoints, and events that each match the same number of endpoints. Each endpoint
 * is on its own host if there are enough hosts.
 *
 * @param manners how the receiver treats each endpoint's requests
 * @param fanOut the number of endpoints that each event matches
 * @param types the event types to publish, evenly
 */
public record Audience(
        List<AccountId> accounts,
        List<Endpoint> endpoints,
        List<Manner> manners,
        List<EventType> types,
        int fanOut) {
    private static final long SEED = 0x5eed;
    private static final List<EventType> TYPES =
            List.of(
                    new EventType("message.created"),
                    new EventType("message.updated"),
                    new EventType("conversation.created"),
                    new EventType("conversation.updated"));

    public Audience {
        accounts = List.copyOf(accounts);
        endpoints = List.copyOf(endpoints);
        manners = List.copyOf(manners);
        types = List.copyOf(types);
    }

    /**
     * Creates four endpoints per account, each for a type of its own: every event matches one of
     * them.
     */
    public static Audience oneEndpointAnEvent(String name, int accounts, List<URI> hosts) {
        return of(name, accounts, hosts, false, _ -> Manner.OK);
    }

    /**
     * Does the same with endpoints in other manners.
     *
     * @param manners by the number of the endpoint, from 0
     */
    public static Audience oneEndpointAnEvent(
            String name, int accounts, List<URI> hosts, IntFunction<Manner> manners) {
        return of(name, accounts, hosts, false, manners);
    }

    /** Creates four endpoints per account, all for every type: every event matches all of them. */
    public static Audience fourEndpointsAnEvent(String name, int accounts, List<URI> hosts) {
        return of(name, accounts, hosts, true, _ -> Manner.OK);
    }

    /** Creates one account with one endpoint for every type. */
    public static Audience oneEndpoint(String name, URI host, Manner manner) {
        return manyEndpointsAnEvent(name, 1, host, manner);
    }

    /** Creates one account with endpoints on one host that are all for every type. */
    public static Audience manyEndpointsAnEvent(String name, int count, URI host, Manner manner) {
        AccountId account = new AccountId(name);
        EventSelection all = EventSelection.of(EventSelection.ALL);
        SplittableRandom random = new SplittableRandom(SEED ^ name.hashCode());
        URI url = host.resolve(manner.path());
        return new Audience(
                List.of(account),
                Stream.generate(() -> endpoint(account, all, url, random)).limit(count).toList(),
                Collections.nCopies(count, manner),
                TYPES,
                count);
    }

    /** Creates one account with an endpoint at each URL, all for every type. */
    public static Audience endpointsAt(String name, List<URI> urls) {
        AccountId account = new AccountId(name);
        EventSelection all = EventSelection.of(EventSelection.ALL);
        SplittableRandom random = new SplittableRandom(SEED ^ name.hashCode());
        return new Audience(
                List.of(account),
                urls.stream().map(url -> endpoint(account, all, url, random)).toList(),
                Collections.nCopies(urls.size(), Manner.ASIDE),
                TYPES,
                urls.size());
    }

    private static Audience of(
            String name, int count, List<URI> hosts, boolean all, IntFunction<Manner> manners) {
        SplittableRandom random = new SplittableRandom(SEED ^ name.hashCode());
        List<AccountId> accounts = new ArrayList<>();
        List<Endpoint> endpoints = new ArrayList<>();
        List<Manner> treated = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AccountId account = new AccountId(name + "-" + i);
            accounts.add(account);
            for (EventType type : TYPES) {
                EventSelection wanted = EventSelection.of(all ? EventSelection.ALL : type.value());
                int number = endpoints.size();
                Manner manner = manners.apply(number);
                treated.add(manner);
                URI url = hosts.get(number % hosts.size()).resolve(manner.path());
                endpoints.add(endpoint(account, wanted, url, random));
            }
        }
        return new Audience(accounts, endpoints, treated, TYPES, all ? TYPES.size() : 1);
    }

    /** Returns the endpoints of all these audiences. */
    public static List<Endpoint> endpointsOf(Audience... audiences) {
        return Stream.of(audiences).flatMap(audience -> audience.endpoints().stream()).toList();
    }

    /** Returns the same with endpoints that have these settings. */
    public Audience withSettings(EndpointSettings settings) {
        return new Audience(
                accounts,
                endpoints.stream()
                        .map(endpoint -> endpoint.withSettings(settings, endpoint.updatedAt()))
                        .toList(),
                manners,
                types,
                fanOut);
    }

    private static Endpoint endpoint(
            AccountId account, EventSelection wanted, URI url, SplittableRandom random) {
        EndpointId id = EndpointId.random(random);
        Instant now = Instant.now();
        return new Endpoint(
                id,
                account,
                url.resolve(id.value()),
                "benchmark",
                wanted,
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(random, now)),
                now,
                now);
    }

    /**
     * Returns the account of the n-th event; events cycle through all combinations of account and
     * type.
     */
    public AccountId account(long n) {
        return accounts.get((int) (n / types.size() % accounts.size()));
    }

    /** Returns how many of the n-th event's deliveries the receiver counts. */
    public int counted(long n) {
        return fanOut > 1 ? fanOut : manners.get((int) (n % endpoints.size())).counted() ? 1 : 0;
    }

    /**
     * Returns how many deliveries it counts of events {@code from} (inclusive) to {@code to}
     * (exclusive).
     */
    public long counted(long from, long to) {
        return LongStream.range(from, to).mapToInt(this::counted).asLongStream().sum();
    }

    public EventType type(long n) {
        return types.get((int) (n % types.size()));
    }
}
