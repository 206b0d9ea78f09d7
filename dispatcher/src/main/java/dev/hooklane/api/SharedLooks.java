package dev.hooklane.api;

import dev.hooklane.metrics.LookMeters;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers many callers from one look: whoever comes first looks, those who come while it lasts wait
 * for it, and its result is kept for a moment. Any thread may use it.
 */
final class SharedLooks<K, V> {
    /** Beyond this number of results, a caller looks for itself. */
    static final int KEPT_MAX = 1_000;

    private final Map<K, Look<V>> looks = new ConcurrentHashMap<>();
    private final Duration kept;
    private final LongSupplier nanos;
    private final LookMeters.Meter meter;

    private record Look<V>(long begun, CompletableFuture<V> result) {}

    /**
     * @param kept how old a result may be
     * @param nanos a steady clock
     */
    SharedLooks(Duration kept, LongSupplier nanos, LookMeters.Meter meter) {
        this.kept = kept;
        this.nanos = nanos;
        this.meter = meter;
    }

    /** Returns the result for a key. If the look fails, it fails for all who wait for it. */
    V get(K key, Supplier<V> look) {
        meter.asked();
        try {
            return shared(key, look);
        } finally {
            meter.answered();
        }
    }

    private V shared(K key, Supplier<V> look) {
        Look<V> own = new Look<>(nanos.getAsLong(), new CompletableFuture<>());
        if (looks.size() >= KEPT_MAX) {
            looks.values().removeIf(each -> each.result().isDone() && isOld(each, own));
            if (looks.size() >= KEPT_MAX && !looks.containsKey(key)) {
                meter.unshared();
                return made(look);
            }
        }
        // Two looks are equal only if they have the same future.
        Look<V> current = looks.compute(key, (_, last) -> usable(last, own) ? last : own);
        return current.equals(own) ? first(key, own, look) : result(current);
    }

    private boolean usable(@Nullable Look<V> last, Look<V> own) {
        return last != null && !(last.result().isDone() && isOld(last, own));
    }

    private V first(K key, Look<V> own, Supplier<V> look) {
        try {
            V result = made(look);
            own.result().complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            looks.remove(key, own);
            own.result().completeExceptionally(e);
            throw e;
        }
    }

    private V made(Supplier<V> look) {
        long begun = nanos.getAsLong();
        boolean worked = false;
        try {
            V result = look.get();
            worked = true;
            return result;
        } finally {
            meter.made(Duration.ofNanos(nanos.getAsLong() - begun), worked);
        }
    }

    private static <V> V result(Look<V> look) {
        try {
            return look.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw e;
        }
    }

    private boolean isOld(Look<V> look, Look<V> now) {
        return now.begun() - look.begun() >= kept.toNanos();
    }
}
