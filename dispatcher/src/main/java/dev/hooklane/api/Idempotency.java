package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.Caller;
import dev.hooklane.api.ClaimRecord.Answered;
import dev.hooklane.api.ClaimRecord.Claimed;
import dev.hooklane.api.ClaimRecord.Published;
import dev.hooklane.api.ClaimRecord.Released;
import dev.hooklane.event.AccountId;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.quiet.QuietLog;
import dev.hooklane.secret.TinkSecretCipher;
import dev.hooklane.topic.KafkaUnavailableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an unsafe request that carries an {@code Idempotency-Key} only once. The first caller to
 * claim the key runs it; the same request within a day gets the same answer. Publishing works more
 * simply, as its events are recognised by their ids: {@link PublishingKeys}.
 */
final class Idempotency implements Routes {
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger log = LoggerFactory.getLogger(Idempotency.class);
    private static final Set<String> PUBLISHING = Set.of("/v1/events", "/v1/events/batch");
    private static final String MINE = "hooklane.idempotency";

    /** Answers of unsafe requests are far smaller, except for endpoint responses in tests. */
    private static final int ANSWER_BYTES_MAX = 256 * 1024;

    private static final int RUNNING_RETRY_SECONDS = 1;

    private final QuietLog quiet = new QuietLog(1);
    private final ClaimLog claims;
    private final TinkSecretCipher cipher;
    private final InstantSource clock;

    Idempotency(ClaimLog claims, TinkSecretCipher cipher, InstantSource clock) {
        this.claims = claims;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * The claim that a request holds.
     *
     * @param key of the record: a hash of the caller and its key
     */
    private record Mine(String key, Claimed claimed) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.beforeMatched("/v1/*", this::claim);
        routes.afterMatched("/v1/*", this::keep);
    }

    private void claim(Context context) throws IOException {
        if (isSafe(context) || PUBLISHING.contains(context.path())) {
            return;
        }
        Optional<IdempotencyKey> sent = IdempotencyKey.of(context);
        if (sent.isEmpty()) {
            return;
        }
        String key = recordKey(Access.caller(context), sent.get());
        String request = request(context);
        Instant now = clock.instant();
        Optional<ClaimRecord> known = claims.find(key, now);
        if (known.isEmpty()) {
            Claimed wanted =
                    new Claimed(ClaimRecord.newClaim(share(Access.caller(context))), request, now);
            claims.write(key, wanted);
            known = claims.find(key, now);
            if (known.filter(wanted::equals).isPresent()) {
                context.attribute(MINE, new Mine(key, wanted));
                return;
            }
        }
        // Empty if another claim came first and was released a moment ago.
        answer(context, key, request, known.orElseThrow(Idempotency::stillRunning));
    }

    private static boolean isSafe(Context context) {
        String method = context.method().name();
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** Returns a hash, so that callers' keys never collide and the topic does not reveal them. */
    static String recordKey(Caller caller, IdempotencyKey key) {
        String account = caller.account().map(AccountId::value).orElse("");
        return Hashes.sha256((caller.key() + "\n" + account + "\n" + key.value()).getBytes(UTF_8));
    }

    /** Returns the share of an account, or of a caller that is not bound to one. */
    private static String share(Caller caller) {
        return ClaimRecord.share(caller.account().map(AccountId::value).orElse(caller.key()));
    }

    /** Returns a hash of everything that the answer depends on. */
    private static String request(Context context) throws IOException {
        String query = context.queryString();
        String ifMatch = context.header("If-Match");
        String line =
                "%s %s?%s\n%s\n"
                        .formatted(
                                context.method(),
                                context.req().getRequestURI(),
                                query == null ? "" : query,
                                ifMatch == null ? "" : ifMatch);
        int most =
                context.path().startsWith(ManifestRoutes.PATH)
                        ? ManifestRoutes.BYTES_MAX
                        : Bodies.MAX_BYTES;
        return Hashes.sha256(line.getBytes(UTF_8), Bodies.readAhead(context, most));
    }

    private void answer(Context context, String key, String request, ClaimRecord known) {
        switch (known) {
            case Claimed claimed -> {
                require(request, claimed.request());
                throw stillRunning();
            }
            case Answered answered -> {
                require(request, answered.request());
                open(key, answered).give(context);
                context.header(REPLAYED, "true");
                // The first run is already on the audit topic.
                Audit.elsewhere(context);
                context.skipRemainingHandlers();
            }
            case Published published -> {
                require(request, published.request());
                throw new IllegalStateException("what is published has keys of its own");
            }
            case Released _ -> throw new IllegalStateException("what is released is not found");
        }
    }

    private static ProblemException stillRunning() {
        return Problem.stillRunning(
                "a request with this Idempotency-Key is still running", RUNNING_RETRY_SECONDS);
    }

    static void require(String request, String first) {
        if (!request.equals(first)) {
            throw Problem.invalid(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    IdempotencyKey.HEADER,
                    "this Idempotency-Key was used for a different request; use a new key for"
                            + " each request");
        }
    }

    private KeptAnswer open(String key, Answered answered) {
        try {
            return KeptAnswer.read(cipher.open(bound(key, answered.request()), answered.sealed()));
        } catch (IllegalArgumentException e) {
            quiet.line("unreadable")
                    .ifPresent(untold ->
                            log.warn(
                                    "idempotency.unreadable claim={} untold={}: {}",
                                    answered.claim(),
                                    untold,
                                    e.getMessage()));
            throw Problem.conflict(
                    ProblemCode.ANSWER_LOST,
                    "the request with this Idempotency-Key was executed, but its answer can no"
                            + " longer be read; check its effect");
        }
    }

    /** Binds a sealed answer: it opens for no other caller, key or request. */
    private static byte[] bound(String key, String request) {
        return (key + "\n" + request).getBytes(UTF_8);
    }

    private void keep(Context context) throws IOException {
        @Nullable Mine mine = context.attribute(MINE);
        if (mine == null) {
            return;
        }
        Claimed claimed = mine.claimed();
        byte[] answer =
                context.statusCode() / 100 == 5 ? new byte[0] : KeptAnswer.of(context).bytes();
        if (answer.length == 0 || answer.length > ANSWER_BYTES_MAX) {
            claims.writeLater(mine.key(), new Released(claimed.claim()));
            return;
        }
        String sealed = cipher.seal(bound(mine.key(), claimed.request()), answer);
        try {
            claims.write(
                    mine.key(),
                    new Answered(claimed.claim(), claimed.request(), clock.instant(), sealed));
        } catch (KafkaUnavailableException e) {
            // The request is done and answered. Only a repeat will not be recognised.
            quiet.line("not_kept")
                    .ifPresent(untold ->
                            log.warn(
                                    "idempotency.not_kept claim={} untold={}: {}",
                                    claimed.claim(),
                                    untold,
                                    e.getMessage()));
        }
    }
}
