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
    private final Map<AccountId, Map<Quota, Long>> overrides = new ConcurrentHashMap<>();

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
        Map<Quota, Long> own = value == null ? Map.of() : LimitsCodec.read(value);
        if (own.isEmpty()) {
            overrides.remove(account);
        } else {
            overrides.put(account, own);
        }
    }

    /** Returns the limits of an account. */
    public Limits of(AccountId account) {
        Map<Quota, Long> own = overridesOf(account);
        return own.isEmpty() ? defaults : defaults.with(own);
    }

    /** Returns one limit of an account. */
    public long of(AccountId account, Quota quota) {
        Long own = overridesOf(account).get(quota);
        return own == null ? defaults.of(quota) : own;
    }

    /** Returns the limits that operators have set, by account. */
    public Map<AccountId, Map<Quota, Long>> overrides() {
        return Map.copyOf(overrides);
    }

    /** Returns the limits that an operator has set for the account. */
    public Map<Quota, Long> overridesOf(AccountId account) {
        return overrides.getOrDefault(account, Map.of());
    }
}
