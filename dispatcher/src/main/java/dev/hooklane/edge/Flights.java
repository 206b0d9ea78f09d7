package dev.hooklane.edge;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The requests that are being read or answered, and the bytes of their bodies: bounded in all and
 * by address, and each class up to its share. Any thread may call.
 */
final class Flights {
    /** What one address may have of the budget of bytes. */
    private static final int ADDRESS_PART_OF_BUDGET = 2;

    /** Of metrics alone: anyone may ask for them, and they cost more than a look. */
    static final int PROBES_MAX = 8;

    private final int maxRequests;
    private final int maxRequestsPerAddress;
    private final long maxBytes;
    private final Map<CallerClass, Integer> requests = new EnumMap<>(CallerClass.class);
    private final Map<String, Use> byAddress = new HashMap<>();
    private int inAll;
    private long bytes;

    /** What one address has. */
    private record Use(int requests, long bytes) {
        static final Use NONE = new Use(0, 0);

        Use plus(int moreRequests, long moreBytes) {
            return new Use(requests + moreRequests, bytes + moreBytes);
        }
    }

    Flights(int maxRequests, int maxRequestsPerAddress, long maxBytes) {
        this.maxRequests = maxRequests;
        this.maxRequestsPerAddress = maxRequestsPerAddress;
        this.maxBytes = maxBytes;
    }

    /** Begins a request, unless that is refused; {@link #end} ends it. */
    synchronized Optional<Refusal> begin(CallerClass caller, String address) {
        if (caller == CallerClass.PROBE) {
            return beginProbe();
        }
        if (inAll >= caller.share(maxRequests)) {
            return Optional.of(Refusal.REQUESTS);
        }
        if (use(address).requests() >= caller.share(maxRequestsPerAddress)) {
            return Optional.of(Refusal.ADDRESS_REQUESTS);
        }
        inAll++;
        requests.merge(caller, 1, Integer::sum);
        put(address, use(address).plus(1, 0));
        return Optional.empty();
    }

    /** Begins a probe, which takes no room of others'. */
    private Optional<Refusal> beginProbe() {
        if (count(CallerClass.PROBE) >= PROBES_MAX) {
            return Optional.of(Refusal.REQUESTS);
        }
        requests.merge(CallerClass.PROBE, 1, Integer::sum);
        return Optional.empty();
    }

    /** Takes bytes for a body, unless that is refused; {@link #end} returns them. */
    synchronized Optional<Refusal> take(CallerClass caller, String address, long more) {
        if (bytes + more > caller.share(maxBytes)) {
            return Optional.of(Refusal.BODY_BUDGET);
        }
        if (use(address).bytes() + more > caller.share(maxBytes) / ADDRESS_PART_OF_BUDGET) {
            return Optional.of(Refusal.ADDRESS_BODIES);
        }
        bytes += more;
        put(address, use(address).plus(0, more));
        return Optional.empty();
    }

    /** Ends a request that was begun, with the bytes that were taken for it. */
    synchronized void end(CallerClass caller, String address, long taken) {
        requests.merge(caller, -1, Integer::sum);
        bytes -= taken;
        boolean counted = caller != CallerClass.PROBE;
        inAll -= counted ? 1 : 0;
        put(address, use(address).plus(counted ? -1 : 0, -taken));
    }

    private Use use(String address) {
        return byAddress.getOrDefault(address, Use.NONE);
    }

    private void put(String address, Use use) {
        if (use.equals(Use.NONE)) {
            byAddress.remove(address);
        } else {
            byAddress.put(address, use);
        }
    }

    synchronized int count(CallerClass caller) {
        return requests.getOrDefault(caller, 0);
    }

    /** Returns how many addresses it remembers: those with something in flight. */
    synchronized int addresses() {
        return byAddress.size();
    }

    synchronized long bytes() {
        return bytes;
    }
}
