package dev.hooklane.token;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.attempt.ParkReason;
import dev.hooklane.share.FairTurns;
import dev.hooklane.share.ShareCache;
import dev.hooklane.token.TokenAnswer.Denied;
import dev.hooklane.token.TokenAnswer.Granted;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of this instance. Whoever needs one waits for it on its own thread and within its own
 * time; the token server is asked on another thread, once for all who wait. Any thread may call it.
 *
 * <pre>
 * token ─▶ kept, and still valid ─────────────────────▶ Granted, or Denied a moment ago
 *    └───▶ waits ◀── the server is asked, once at a time ─▶ kept
 * </pre>
 */
public final class AccessTokens {
    /** A token server that takes longer would leave an attempt too little of its 15 s. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A server that gave no token is left alone for this long. */
    static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    /** An endpoint that refuses a token younger than this would refuse the next one, too. */
    static final Duration YOUNG = Duration.ofSeconds(10);

    /** With the longest tokens, they take 32 MiB. */
    static final int KEPT_MAX = 4_096;

    /** Eight accounts must work together to take all. */
    static final int KEPT_SHARE = KEPT_MAX / 8;

    private static final FairTurns.Limits ASKED_AT_ONCE = new FairTurns.Limits(256, 32, 0, 0);

    private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);

    private final TokenServer server;
    private final LongSupplier nanoTime;
    private final FairTurns turns = new FairTurns(ASKED_AT_ONCE);
    private final Map<TokenUse, CompletableFuture<Kept>> asking = new ConcurrentHashMap<>();
    private final ShareCache<TokenUse, Kept> kept =
            new ShareCache<>(KEPT_MAX, KEPT_SHARE, use -> use.account().value(), _ -> {});

    /**
     * An answer and its time.
     *
     * @param untilNanos how long it is used again
     */
    private record Kept(TokenAnswer answer, long atNanos, long untilNanos) {}

    public AccessTokens(TokenServer server, LongSupplier nanoTime) {
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the token, or why there is none.
     *
     * @param patience how long this caller waits
     * @throws NotAttemptedException if something on our side kept the server from being asked
     */
    public TokenAnswer token(TokenUse use, Duration patience) throws InterruptedException {
        Optional<Kept> known = kept.find(use).filter(each -> now() - each.untilNanos() < 0);
        return known.isPresent() ? known.get().answer() : await(use, patience);
    }

    /**
     * Returns another token in place of one that the endpoint refused; empty if there is none, or
     * if the refused one was so young that asking again is pointless.
     *
     * @throws NotAttemptedException if something on our side kept the server from being asked
     */
    public Optional<Granted> another(TokenUse use, Granted refused, Duration patience)
            throws InterruptedException {
        Optional<Kept> known = kept.find(use);
        if (known.isPresent() && known.get().answer().equals(refused)) {
            if (now() - known.get().atNanos() < YOUNG.toNanos()) {
                return Optional.empty();
            }
            kept.remove(use, known.get());
        } else if (known.isEmpty() && refused.keptFor().isZero()) {
            return Optional.empty();
        }
        return token(use, patience) instanceof Granted other && !other.text().equals(refused.text())
                ? Optional.of(other)
                : Optional.empty();
    }

    private TokenAnswer await(TokenUse use, Duration patience) throws InterruptedException {
        CompletableFuture<Kept> answer = new CompletableFuture<>();
        CompletableFuture<Kept> asked = asking.putIfAbsent(use, answer);
        if (asked == null) {
            ask(use, answer);
        } else {
            answer = asked;
        }
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS).answer();
        } catch (TimeoutException e) {
            return new Denied(
                    "the token server %s gave no token within %d ms"
                            .formatted(use.client().tokenUrl().getHost(), patience.toMillis()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotAttemptedException ours) {
                throw ours;
            }
            throw new IllegalStateException("the token server could not be asked", e.getCause());
        }
    }

    private void ask(TokenUse use, CompletableFuture<Kept> answer) {
        Runnable asking =
                () ->
                        Thread.ofVirtual()
                                .name("hooklane-token")
                                .start(() -> askAndKeep(use, answer));
        if (!turns.ask(use.account().value(), asking)) {
            this.asking.remove(use, answer);
            answer.completeExceptionally(
                    new NotAttemptedException(
                            ParkReason.TARGET_BUSY,
                            "the account's endpoints ask for as many tokens at once as they may"));
        }
    }

    private void askAndKeep(TokenUse use, CompletableFuture<Kept> answer) {
        try {
            // Another caller may have got an answer just before this one began to ask.
            Optional<Kept> known = kept.find(use).filter(each -> now() - each.untilNanos() < 0);
            Kept got = known.orElseGet(() -> got(server.ask(use, PATIENCE)));
            keep(use, got);
            asking.remove(use, answer);
            answer.complete(got);
        } catch (RuntimeException | Error e) {
            asking.remove(use, answer);
            answer.completeExceptionally(e);
        } finally {
            turns.done(use.account().value());
        }
    }

    private Kept got(TokenAnswer answer) {
        long now = now();
        Duration keptFor =
                switch (answer) {
                    case Granted granted -> granted.keptFor();
                    case Denied _ -> LEFT_ALONE;
                };
        return new Kept(answer, now, now + keptFor.toNanos());
    }

    private void keep(TokenUse use, Kept got) {
        if (got.answer() instanceof Denied(String detail)) {
            log.info("token.denied account={} {}", use.account(), detail);
        }
        if (got.untilNanos() - got.atNanos() > 0) {
            kept.put(use, got);
        }
    }

    private long now() {
        return nanoTime.getAsLong();
    }
}
