package dev.hooklane.erasure;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All erasures that are still remembered, in memory; they decide whether an event is erased. One
 * thread follows the erasures topic; any thread may ask.
 *
 * <p>An erasure is forgotten once Kafka has deleted the last copy of the data that it covers, which
 * limits the size.
 */
public final class Erasures {
    private final Map<ErasureId, Erasure> all = new ConcurrentHashMap<>();
    private final Map<AccountId, Instant> accounts = new ConcurrentHashMap<>();
    private final Set<OneEvent> events = ConcurrentHashMap.newKeySet();

    private record OneEvent(AccountId account, EventId event) {}

    /**
     * Follows a record of the erasures topic.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public void follow(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            forget(ErasureCodec.id(key));
        } else {
            know(ErasureCodec.read(value));
        }
    }

    private void know(Erasure erasure) {
        all.put(erasure.id(), erasure);
        if (erasure.event().isPresent()) {
            events.add(new OneEvent(erasure.account(), erasure.event().get()));
        } else {
            accounts.merge(
                    erasure.account(),
                    erasure.erasedAt(),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    private void forget(ErasureId id) {
        Erasure forgotten = all.remove(id);
        if (forgotten == null) {
            return;
        }
        if (forgotten.event().isPresent()) {
            events.remove(new OneEvent(forgotten.account(), forgotten.event().get()));
        } else {
            // A later erasure of the same account stays.
            accounts.remove(forgotten.account(), forgotten.erasedAt());
        }
    }

    /** Reports whether there is no erasure, so that events need not be checked one by one. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Reports whether everything that was appended for the account at this time is erased. */
    public boolean covers(AccountId account, Instant appendedAt) {
        Instant erasedAt = accounts.get(account);
        return erasedAt != null && !appendedAt.isAfter(erasedAt);
    }

    /**
     * Reports whether the event is erased, by itself or with its account.
     *
     * @param appendedAt when the broker appended it to the events topic
     */
    public boolean covers(AccountId account, EventId event, Instant appendedAt) {
        return covers(account, appendedAt)
                || (!events.isEmpty() && events.contains(new OneEvent(account, event)));
    }

    public Optional<Erasure> find(ErasureId id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Returns all erasures, in no particular order. */
    public Collection<Erasure> all() {
        return List.copyOf(all.values());
    }
}
