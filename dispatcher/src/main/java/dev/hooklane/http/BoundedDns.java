package dev.hooklane.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Name look-ups that a resolver which never answers can't make into everybody's trouble: on threads
 * of their own (on virtual threads 300 hanging ones froze all others), each host once at a time,
 * waited for a limited time, remembered for a short one.
 *
 * <p>Any thread may call it. What it remembers stays usable for {@link #STALE_LIMIT} while newer
 * look-ups time out.
 */
final class BoundedDns implements Dns, AutoCloseable {
    static final int MAX_LOOKUPS = 64;
    private static final int MAX_WAITING = 4_096;
    private static final int MAX_REMEMBERED = 10_000;
    private static final int MAX_ADDRESSES = 8;
    private static final Duration FOUND_FOR = Duration.ofSeconds(30);
    private static final Duration NOT_FOUND_FOR = Duration.ofSeconds(10);
    private static final Duration STALE_LIMIT = Duration.ofMinutes(10);

    private final Dns resolver;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Map<String, Answer> remembered = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Answer>> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    /** What a look-up came to, and when. */
    private record Answer(List<InetAddress> addresses, String failure, long atNanos) {
        boolean found() {
            return !addresses.isEmpty();
        }

        boolean isFresh(long nowNanos) {
            return isYoungerThan(found() ? FOUND_FOR : NOT_FOUND_FOR, nowNanos);
        }

        boolean isYoungerThan(Duration age, long nowNanos) {
            return nowNanos - atNanos < age.toNanos();
        }
    }

    /**
     * @param patience how long one caller waits at most; less if its attempt ends sooner
     */
    BoundedDns(Dns resolver, Duration patience) {
        this(resolver, patience, System::nanoTime);
    }

    BoundedDns(Dns resolver, Duration patience, LongSupplier nanoTime) {
        this.resolver = resolver;
        this.patience = patience;
        this.nanoTime = nanoTime;
        threads =
                new ThreadPoolExecutor(
                        MAX_LOOKUPS,
                        MAX_LOOKUPS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MAX_WAITING),
                        Thread.ofPlatform().daemon().name("hooklane-dns-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        Answer known = remembered.get(host);
        Answer answer =
                known != null && known.isFresh(nanoTime.getAsLong()) ? known : ask(host, known);
        if (!answer.found()) {
            throw new UnknownHostException(answer.failure());
        }
        return answer.addresses();
    }

    private Answer ask(String host, @Nullable Answer known) throws UnknownHostException {
        Duration within = AttemptDeadline.within(patience);
        try {
            return running.computeIfAbsent(host, this::start)
                    .get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            if (known != null
                    && known.found()
                    && known.isYoungerThan(STALE_LIMIT, nanoTime.getAsLong())) {
                return known;
            }
            throw new UnknownHostException(Failures.unanswered(host, within));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("the look-up of %s was interrupted".formatted(host));
        } catch (ExecutionException e) {
            throw new UnknownHostException(
                    "the look-up of %s failed: %s".formatted(host, e.getCause()));
        }
    }

    private CompletableFuture<Answer> start(String host) {
        CompletableFuture<Answer> future = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                Answer answer = fresh(host).orElseGet(() -> resolve(host));
                remember(host, answer);
                // First, or whoever is told now and asks again could be told the same once more.
                running.remove(host);
                future.complete(answer);
            } catch (RuntimeException | Error e) {
                running.remove(host);
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    /** Who asked just before somebody else was answered finds that answer. */
    private Optional<Answer> fresh(String host) {
        return Optional.ofNullable(remembered.get(host))
                .filter(known -> known.isFresh(nanoTime.getAsLong()));
    }

    private Answer resolve(String host) {
        try {
            List<InetAddress> all = resolver.lookup(host);
            List<InetAddress> some = all.subList(0, Math.min(all.size(), MAX_ADDRESSES));
            return new Answer(
                    List.copyOf(some),
                    "the name %s has no address".formatted(host),
                    nanoTime.getAsLong());
        } catch (UnknownHostException e) {
            return new Answer(
                    List.of(), "the name %s has no address".formatted(host), nanoTime.getAsLong());
        }
    }

    private void remember(String host, Answer answer) {
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.values().removeIf(old -> !old.isFresh(nanoTime.getAsLong()));
        }
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(host, answer);
    }

    int rememberedCount() {
        return remembered.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
