package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param key the id of the key, or {@code api.key} for the one of the configuration
 * @param name by which people know it
 * @param account the only one it may speak for; empty for all
 */
public record Caller(String key, String name, KeyRole role, Optional<AccountId> account) {
    /** The operator whose key is in the configuration. */
    static final Caller BOOTSTRAP =
            new Caller(
                    "api.key", "the configuration's operator", KeyRole.OPERATOR, Optional.empty());

    static Caller of(ApiKey key) {
        return new Caller(key.id().value(), key.name(), key.role(), key.account());
    }

    /** Whether it may know of something that belongs to that account. */
    public boolean maySee(AccountId owner) {
        return account.map(owner::equals).orElse(true);
    }
}
