package dev.hooklane.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one port, bounded in all and by address. Where the bound is reached, a
 * new one takes the place of the one that has been without a request for longest, strangers' first:
 * those who hold connections open lose them, and whoever asks something now is answered. If each
 * has a request, the new one is refused. Any thread may call.
 */
final class Doors {
    private final Map<SelectableChannel, Door> open = new HashMap<>();
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final int max;
    private final int maxPerAddress;
    private final Predicate<InetAddress> manyBehind;
    private final Pace pace;
    private final Refusals refusals;
    private final LongSupplier nanos;

    /**
     * @param manyBehind addresses that many clients share, which have no limit of their own
     * @param pace of all other addresses
     */
    Doors(
            int max,
            int maxPerAddress,
            Predicate<InetAddress> manyBehind,
            Pace pace,
            Refusals refusals,
            LongSupplier nanos) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
        this.manyBehind = manyBehind;
        this.pace = pace;
        this.refusals = refusals;
        this.nanos = nanos;
    }

    /** The decision on a new connection. */
    private record Decision(Optional<Refusal> refusal, Optional<Door> displaced) {}

    /** Reports whether a new connection may stay open. */
    boolean admit(SocketChannel channel, InetSocketAddress peer) {
        Decision decision = decide(channel, peer.getAddress());
        decision.displaced()
                .ifPresent(door -> {
                    if (door.isReading()) {
                        refusals.refused(CallerClass.STRANGER, Refusal.DISPLACED);
                    }
                    door.close();
                });
        decision.refusal().ifPresent(refusal -> refusals.refused(CallerClass.STRANGER, refusal));
        return decision.refusal().isEmpty();
    }

    private synchronized Decision decide(SocketChannel channel, InetAddress peer) {
        String counted = ClientAddress.counted(peer);
        Optional<Door> displaced = Optional.empty();
        if (!manyBehind.test(peer) && byAddress.getOrDefault(counted, 0) >= maxPerAddress) {
            displaced = longestWaiting(door -> door.counted().equals(counted));
            if (displaced.isEmpty()) {
                return new Decision(Optional.of(Refusal.ADDRESS_CONNECTIONS), displaced);
            }
        } else if (open.size() >= max) {
            displaced = longestWaiting(_ -> true);
            if (displaced.isEmpty()) {
                return new Decision(Optional.of(Refusal.CONNECTIONS), displaced);
            }
        }
        displaced.ifPresent(door -> closed(door.channel()));
        open.put(
                channel,
                new Door(manyBehind.test(peer) ? null : pace, channel, counted, nanos.getAsLong()));
        byAddress.merge(counted, 1, Integer::sum);
        return new Decision(Optional.empty(), displaced);
    }

    private Optional<Door> longestWaiting(Predicate<Door> condition) {
        long now = nanos.getAsLong();
        return open.values().stream()
                .filter(door -> !door.isBusy())
                .filter(condition)
                .max(
                        Comparator.comparing((Door door) -> !door.known())
                                .thenComparingLong(door -> door.nanosSince(now)));
    }

    /** Returns the connection over a channel; null if it was displaced. */
    synchronized @Nullable Door find(SelectableChannel channel) {
        return open.get(channel);
    }

    /** Takes note that a connection is closed. */
    synchronized void closed(SelectableChannel channel) {
        Door door = open.remove(channel);
        if (door != null) {
            byAddress.computeIfPresent(door.counted(), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Closes the connections whose request's headers take longer than that. */
    void closeSlow(Duration limit) {
        long now = nanos.getAsLong();
        List<Door> slow;
        synchronized (this) {
            slow =
                    open.values().stream()
                            .filter(door -> door.readsLongerThan(limit.toMillis(), now))
                            .toList();
        }
        slow.forEach(door -> {
            refusals.refused(CallerClass.STRANGER, Refusal.SLOW_HEADERS);
            door.close();
        });
    }

    synchronized int count() {
        return open.size();
    }
}
