package dev.hooklane.quota;

import dev.hooklane.event.AccountId;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The things that accounts are about to have: each from before it is written until this instance
 * has read it back. If it is unknown whether it was written, it counts for a minute more, in which
 * it is read back or will never be.
 *
 * <p>Whoever compares with a limit holds the lock of this object, and joins these with those that
 * exist by their ids: between two looks a thing may exist already and be about to exist still.
 */
final class AboutToExist<T> {
    /** Longer than a producer goes on trying to write a record. */
    static final Duration UNCERTAIN = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final Map<AccountId, Map<Object, T>> byAccount = new HashMap<>();
    private final Deque<Uncertain> uncertain = new ArrayDeque<>();

    private record Uncertain(AccountId account, Object key, long since) {}

    AboutToExist(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns those of an account. */
    synchronized List<T> of(AccountId account) {
        forgetUncertain();
        return List.copyOf(byAccount.getOrDefault(account, Map.of()).values());
    }

    /** Adds one, until its room is closed. */
    synchronized Quotas.Room add(AccountId account, T wanted) {
        Object key = new Object();
        byAccount.computeIfAbsent(account, _ -> new LinkedHashMap<>()).put(key, wanted);
        return new Quotas.Room() {
            private boolean isUncertain;

            @Override
            public void write(Runnable write) {
                try {
                    write.run();
                } catch (KafkaUnavailableException e) {
                    isUncertain = true;
                    throw e;
                }
            }

            @Override
            public void close() {
                leave(account, key, isUncertain);
            }
        };
    }

    /** Returns how many accounts are about to have something. */
    synchronized int accounts() {
        forgetUncertain();
        return byAccount.size();
    }

    private synchronized void leave(AccountId account, Object key, boolean isUncertain) {
        if (isUncertain) {
            uncertain.add(new Uncertain(account, key, nanoTime.getAsLong()));
        } else {
            remove(account, key);
        }
    }

    private void forgetUncertain() {
        while (!uncertain.isEmpty()
                && nanoTime.getAsLong() - uncertain.element().since() >= UNCERTAIN.toNanos()) {
            Uncertain first = uncertain.remove();
            remove(first.account(), first.key());
        }
    }

    private void remove(AccountId account, Object key) {
        byAccount.computeIfPresent(
                account,
                (_, own) -> {
                    own.remove(key);
                    return own.isEmpty() ? null : own;
                });
    }
}
