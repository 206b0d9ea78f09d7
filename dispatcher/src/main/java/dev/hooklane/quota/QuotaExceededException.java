package dev.hooklane.quota;

import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.util.Optional;

/** An account asks for more than a quota allows. Nothing was done. */
public final class QuotaExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** By then, one of the streams may have ended. */
    private static final Duration STREAM_ENDS = Duration.ofSeconds(10);

    private final transient Quota quota;
    private final long limit;
    private final transient Optional<Duration> retryAfter;

    private QuotaExceededException(
            String message, Quota quota, long limit, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.quota = quota;
        this.limit = limit;
        this.retryAfter = retryAfter;
    }

    static QuotaExceededException stock(
            AccountId account, Quota quota, long wanted, long limit, String contact) {
        return stock(account, quota, wanted, limit, Optional.empty(), contact);
    }

    /** Streams are a stock that shrinks by itself. */
    static QuotaExceededException streams(
            AccountId account, long wanted, long limit, String contact) {
        return stock(account, Quota.STREAMS, wanted, limit, Optional.of(STREAM_ENDS), contact);
    }

    private static QuotaExceededException stock(
            AccountId account,
            Quota quota,
            long wanted,
            long limit,
            Optional<Duration> retryAfter,
            String contact) {
        return new QuotaExceededException(
                "account %s would have %d %s, the limit is %d (quota %s); to raise it, ask %s"
                        .formatted(account, wanted, quota.unit(), limit, quota.wireName(), contact),
                quota,
                limit,
                retryAfter);
    }

    static QuotaExceededException rate(
            AccountId account, Quota quota, long limit, Duration retryAfter, String contact) {
        return new QuotaExceededException(
                "account %s has used up its %s, the limit is %d (quota %s); to raise it, ask %s"
                        .formatted(account, quota.unit(), limit, quota.wireName(), contact),
                quota,
                limit,
                Optional.of(retryAfter));
    }

    public Quota quota() {
        return quota;
    }

    public long limit() {
        return limit;
    }

    /** Returns when it may be asked again; empty if time alone does not help. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
