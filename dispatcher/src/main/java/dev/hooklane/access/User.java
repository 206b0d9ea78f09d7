package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person whom an OpenID provider knows, with the rights that their groups give.
 *
 * @param id {@link Caller#USER} and the provider's subject
 * @param name by which people know them
 * @param account the only one they may act for; empty for all
 * @param endsAt when they have to sign in again
 */
public record User(
        String id,
        String name,
        KeyRole role,
        Optional<AccountId> account,
        Set<Ability> abilities,
        Instant endsAt) {
    public User {
        abilities = Set.copyOf(abilities);
        if (!id.startsWith(Caller.USER)) {
            throw new IllegalArgumentException("user %s is not %s…".formatted(id, Caller.USER));
        }
        if ((role == KeyRole.ACCOUNT) != account.isPresent()) {
            throw new IllegalArgumentException(
                    "user %s has the role %s and %s"
                            .formatted(
                                    id,
                                    role.wireName(),
                                    account.map(each -> "account " + each).orElse("no account")));
        }
    }

    boolean isOver(Instant now) {
        return !now.isBefore(endsAt);
    }

    public Caller caller() {
        return new Caller(id, name, role, account, abilities);
    }
}
