package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.api.ClaimRecord.Answered;
import dev.hooklane.api.ClaimRecord.Claimed;
import dev.hooklane.api.ClaimRecord.Published;
import dev.hooklane.api.ClaimRecord.Released;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Which body was published under which {@code Idempotency-Key}, so that another body is refused.
 * Publishing never waits for it. The key is noted once the events are written; of two bodies at the
 * same moment, the fan-out rejects the second.
 */
final class PublishingKeys {
    private final ClaimLog claims;
    private final InstantSource clock;

    PublishingKeys(ClaimLog claims, InstantSource clock) {
        this.claims = claims;
        this.clock = clock;
    }

    /** A key with the body that came with it. */
    record Use(String recordKey, String share, String request) {}

    /**
     * Requires that the key may be used for this body.
     *
     * @param owner the scope of the key: an account, or empty
     * @throws ProblemException if the key was used for another body
     */
    Use require(Context context, IdempotencyKey key, String owner, byte[] body) {
        Caller caller = Access.caller(context);
        IdempotencyKey scoped =
                new IdempotencyKey(context.path() + "\n" + owner + "\n" + key.value());
        String share = owner.isEmpty() ? caller.key() : owner;
        Use use =
                new Use(
                        Idempotency.recordKey(caller, scoped),
                        ClaimRecord.share("publishing " + share),
                        Hashes.sha256(body));
        request(claims.find(use.recordKey(), clock.instant()))
                .ifPresent(first -> Idempotency.require(use.request(), first));
        return use;
    }

    private static Optional<String> request(Optional<ClaimRecord> known) {
        return known.flatMap(record ->
                switch (record) {
                    case Claimed claimed -> Optional.of(claimed.request());
                    case Answered answered -> Optional.of(answered.request());
                    case Published published -> Optional.of(published.request());
                    case Released _ -> Optional.empty();
                });
    }

    /** Notes the key, here at once and on the other instances soon. */
    void published(Use use) {
        Instant now = clock.instant();
        if (claims.find(use.recordKey(), now).isEmpty()) {
            claims.note(
                    use.recordKey(),
                    new Published(ClaimRecord.newClaim(use.share()), use.request(), now));
        }
    }
}
