package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import java.util.Optional;
import java.util.Set;

/**
 * The caller of a request.
 *
 * @param key the id of the key, {@code api.key} for the one of the configuration, or {@code user:}
 *     and the id of a person
 * @param name by which people know it
 * @param account the only one it may act for; empty for all
 * @param abilities what it may do with an account's endpoints and deliveries
 */
public record Caller(
        String key,
        String name,
        KeyRole role,
        Optional<AccountId> account,
        Set<Ability> abilities) {
    /** What the id of a person begins with who has signed in at an OpenID provider. */
    public static final String USER = "user:";

    /** The operator whose key is in the configuration. */
    static final Caller BOOTSTRAP =
            new Caller(
                    "api.key", "the configuration's operator", KeyRole.OPERATOR, Optional.empty());

    public Caller {
        abilities = Set.copyOf(abilities);
    }

    /** Makes a caller that may do everything its role allows. */
    public Caller(String key, String name, KeyRole role, Optional<AccountId> account) {
        this(key, name, role, account, role.abilities());
    }

    static Caller of(ApiKey key) {
        return new Caller(key.id().value(), key.name(), key.role(), key.account());
    }

    /** Reports whether it may see what belongs to that account. */
    public boolean maySee(AccountId owner) {
        return account.map(owner::equals).orElse(true);
    }

    /** Reports whether it came by a portal link, not with a key. */
    public boolean byLink() {
        return role == KeyRole.ACCOUNT && !has(Ability.SHARE) && !isUser();
    }

    /** Reports whether it is a person who has signed in at an OpenID provider. */
    public boolean isUser() {
        return key.startsWith(USER);
    }

    public boolean has(Ability ability) {
        return abilities.contains(ability);
    }
}
