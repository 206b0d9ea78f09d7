package dev.hooklane.quota;

import dev.hooklane.event.AccountId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of each account: the installation's, unless an operator has set others for the
 * account. One thread follows the topic of the latter; any thread reads.
 */
public final class AccountLimits {
    private final Limits defaults;
    private final Map<AccountId, OwnLimits> own = new ConcurrentHashMap<>();

    public AccountLimits(Limits defaults) {
        this.defaults = defaults;
    }

    /**
     * Takes a record of the quotas topic.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public void follow(byte[] key, byte @Nullable [] value) {
        AccountId account = LimitsCodec.account(key);
        OwnLimits read = value == null ? OwnLimits.NONE : LimitsCodec.read(value);
        if (read.equals(OwnLimits.NONE)) {
            own.remove(account);
        } else {
            own.put(account, read);
        }
    }

    /** Returns the limits of an account. */
    public Limits of(AccountId account) {
        Map<Quota, Long> limits = overridesOf(account);
        return limits.isEmpty() ? defaults : defaults.with(limits);
    }

    /** Returns one limit of an account. */
    public long of(AccountId account, Quota quota) {
        Long limit = overridesOf(account).get(quota);
        return limit == null ? defaults.of(quota) : limit;
    }

    /**
     * Returns what operators have set, by account. An account may have no limit of its own, and
     * still be one that a manifest describes.
     */
    public Map<AccountId, OwnLimits> own() {
        return Map.copyOf(own);
    }

    /** Returns what an operator has set for the account. */
    public OwnLimits ownOf(AccountId account) {
        return own.getOrDefault(account, OwnLimits.NONE);
    }

    /** Returns the limits that an operator has set for the account. */
    public Map<Quota, Long> overridesOf(AccountId account) {
        return ownOf(account).limits();
    }
}
