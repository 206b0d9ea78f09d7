package dev.hooklane.dns;

import dev.hooklane.quiet.QuietLog;
import dev.hooklane.share.FairTurns;
import dev.hooklane.share.ShareOwner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
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
import java.util.function.Supplier;
import okhttp3.Dns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Name look-ups in which a resolver that never answers can't hold up everything else. They run on
 * threads of their own (on virtual threads 300 hanging ones froze all others). Each host is looked
 * up once at a time, waited for a limited time, and remembered for a short one.
 *
 * <p>While the resolver gives no answer, its last one is used for up to a day. Without one the
 * look-up ends in a {@link NoAnswerException}, unless the name itself is at fault: the resolver has
 * answered for other names, but for {@link #OWN_TROUBLE_AFTER} not for this one.
 *
 * <p>Each account has a share of the threads and of the look-ups that wait, so that names whose
 * servers never answer hold up only the account that uses them.
 *
 * <p>Any thread may call it.
 */
public final class BoundedDns implements Dns, AutoCloseable {
    static final int MAX_LOOKUPS = 64;
    static final Duration OWN_TROUBLE_AFTER = Duration.ofMinutes(10);
    private static final Duration ANSWERS_LATELY = Duration.ofMinutes(1);
    private static final int MAX_WAITING = 4_096;

    /** An account's share of the threads; eight accounts must work together to take all. */
    static final int SHARE = MAX_LOOKUPS / 8;

    /** An account's share of the look-ups that wait. */
    static final int WAITING_SHARE = MAX_WAITING / 8;

    private static final int MAX_REMEMBERED = 10_000;
    private static final int FORGOTTEN_AT_ONCE = MAX_REMEMBERED / 10;
    private static final int MAX_ADDRESSES = 8;

    private static final Logger log = LoggerFactory.getLogger(BoundedDns.class);

    private final QuietLog quiet = new QuietLog(10);
    private final Dns resolver;
    private final Supplier<Duration> patience;
    private final LongSupplier nanoTime;
    private final Map<String, LookupAnswer> remembered = new ConcurrentHashMap<>();
    private final Map<Asked, CompletableFuture<LookupAnswer>> running = new ConcurrentHashMap<>();
    private final FairTurns turns =
            new FairTurns(new FairTurns.Limits(MAX_LOOKUPS, SHARE, WAITING_SHARE, MAX_WAITING));
    private final ThreadPoolExecutor threads;

    /** When the resolver last answered for any name. */
    private volatile long answeredNanos;

    private volatile boolean answered;

    /** A host, and whose share looks it up: nobody waits in another account's queue. */
    private record Asked(String owner, String host) {}

    /**
     * @param patience how long the calling thread waits at most
     */
    public BoundedDns(Dns resolver, Supplier<Duration> patience) {
        this(resolver, patience, System::nanoTime);
    }

    BoundedDns(Dns resolver, Supplier<Duration> patience, LongSupplier nanoTime) {
        this.resolver = resolver;
        this.patience = patience;
        this.nanoTime = nanoTime;
        threads =
                new ThreadPoolExecutor(
                        MAX_LOOKUPS,
                        MAX_LOOKUPS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("hooklane-dns-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Returns the host's addresses.
     *
     * @throws NoAnswerException if the resolver gives no answer
     */
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        LookupAnswer known = remembered.get(host);
        return switch (known != null && known.isFresh(now()) ? known : ask(host)) {
            case LookupAnswer.Found found -> found.addresses();
            case LookupAnswer.Missing _ ->
                    throw new UnknownHostException("the name %s has no address".formatted(host));
            case LookupAnswer.Unknown unknown ->
                    throw isOwnTrouble(unknown)
                            ? new UnknownHostException(
                                    unknown.why() + ", though others are answered")
                            : new NoAnswerException(unknown.why());
        };
    }

    private LookupAnswer ask(String host) throws NoAnswerException {
        Duration within = patience.get();
        try {
            return running.computeIfAbsent(new Asked(ShareOwner.current(), host), this::start)
                    .get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LookupAnswer answer = unanswered(host, noneWithin(host, within));
            remember(host, answer);
            return answer;
        } catch (RejectedExecutionException e) {
            return unanswered(host, noneWithin(host, Duration.ZERO));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("the look-up of %s was interrupted".formatted(host));
        } catch (ExecutionException e) {
            return unanswered(host, "the look-up of %s failed: %s".formatted(host, e.getCause()));
        }
    }

    private CompletableFuture<LookupAnswer> start(Asked asked) {
        CompletableFuture<LookupAnswer> future = new CompletableFuture<>();
        if (!turns.ask(asked.owner(), () -> threads.execute(() -> lookUp(asked, future)))) {
            throw new RejectedExecutionException("too many look-ups wait");
        }
        return future;
    }

    private void lookUp(Asked asked, CompletableFuture<LookupAnswer> future) {
        try {
            LookupAnswer answer = fresh(asked.host()).orElseGet(() -> resolve(asked.host()));
            remember(asked.host(), answer);
            // First, or a caller that gets this answer and asks again could get the same one once
            // more.
            running.remove(asked);
            future.complete(answer);
        } catch (RuntimeException | Error e) {
            running.remove(asked);
            future.completeExceptionally(e);
        } finally {
            giveTurnAway(asked);
        }
    }

    private void giveTurnAway(Asked asked) {
        try {
            turns.done(asked.owner());
        } catch (RejectedExecutionException e) {
            log.debug("resolver.closed with look-ups waiting", e);
        }
    }

    /** Returns the answer to another caller, if it came just after this one asked. */
    private Optional<LookupAnswer> fresh(String host) {
        return Optional.ofNullable(remembered.get(host))
                .filter(known -> !(known instanceof LookupAnswer.Unknown))
                .filter(known -> known.isFresh(now()));
    }

    private LookupAnswer resolve(String host) {
        try {
            List<InetAddress> all = resolver.lookup(host);
            answered();
            return all.isEmpty()
                    ? LookupAnswer.Missing.now(now())
                    : LookupAnswer.Found.now(
                            all.subList(0, Math.min(all.size(), MAX_ADDRESSES)), now());
        } catch (UnknownHostException e) {
            if (LookupAnswer.isNoSuchName(e, host)) {
                answered();
                return LookupAnswer.Missing.now(now());
            }
            return unanswered(host, "the look-up of %s failed: %s".formatted(host, e.getMessage()));
        }
    }

    private static String noneWithin(String host, Duration within) {
        long millis = Math.ceilDiv(within.toNanos(), 1_000_000);
        return "the look-up of %s was not answered within %s"
                .formatted(host, millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms");
    }

    /** Returns the last answer while it may be used, otherwise that there is none. */
    private LookupAnswer unanswered(String host, String why) {
        long now = now();
        return switch (remembered.get(host)) {
            case LookupAnswer.Found found when found.serves(now) -> found.againAt(now);
            case LookupAnswer.Unknown before ->
                    LookupAnswer.Unknown.now(why, before.sinceNanos(), now);
            case LookupAnswer.Found _, LookupAnswer.Missing _ -> unknownSince(now, host, why);
            case null -> unknownSince(now, host, why);
        };
    }

    private LookupAnswer unknownSince(long now, String host, String why) {
        quiet.line("unanswered")
                .ifPresent(untold ->
                        log.warn("resolver.unanswered host={} {} untold={}", host, why, untold));
        return LookupAnswer.Unknown.now(why, now, now);
    }

    private void answered() {
        answeredNanos = now();
        answered = true;
    }

    private boolean isOwnTrouble(LookupAnswer.Unknown unknown) {
        long now = now();
        return answered
                && now - unknown.sinceNanos() >= OWN_TROUBLE_AFTER.toNanos()
                && answeredNanos - unknown.sinceNanos() > 0
                && now - answeredNanos < ANSWERS_LATELY.toNanos();
    }

    private void remember(String host, LookupAnswer answer) {
        if (remembered.size() >= MAX_REMEMBERED && !remembered.containsKey(host)) {
            forgetOldest();
        }
        remembered.put(host, answer);
    }

    private synchronized void forgetOldest() {
        if (remembered.size() < MAX_REMEMBERED) {
            return;
        }
        // A copy, since sorting fails on entries that change meanwhile.
        Map.copyOf(remembered).entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().freshUntilNanos()))
                .limit(FORGOTTEN_AT_ONCE)
                .forEach(entry -> remembered.remove(entry.getKey()));
    }

    private long now() {
        return nanoTime.getAsLong();
    }

    int waitingOf(String owner) {
        return turns.waitingOf(owner);
    }

    int rememberedCount() {
        return remembered.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
