package dev.hooklane.quota;

import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.util.Optional;

/** An account asks for more than a quota allows. Nothing was done. */
public final class QuotaExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

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
        return new QuotaExceededException(
                "account %s would have %d %s, the limit is %d (quota %s); to raise it, ask %s"
                        .formatted(account, wanted, quota.unit(), limit, quota.wireName(), contact),
                quota,
                limit,
                Optional.empty());
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
