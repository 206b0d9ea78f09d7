package dev.hooklane.api;

import dev.hooklane.access.Ability;
import dev.hooklane.access.KeyRole;
import dev.hooklane.access.User;
import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * People who have signed in at an OpenID provider: with the passes that the console makes for them,
 * and without a browser and a provider.
 */
record SignedInPeople(ApiFixture api) {
    /** An {@link ApiFixture} with these settings knows them. */
    static final String PROVIDER =
            """
            console:
              public-url: https://hooks.example.com
              oidc:
                issuer: https://login.example.com
                client-id: hooklane
                roles: ops=operator
            """;

    /** Returns the pass of somebody who acts for an account, until a time. */
    String ofAccount(String subject, String account, Set<Ability> abilities, Instant endsAt) {
        return pass(
                subject, KeyRole.ACCOUNT, Optional.of(new AccountId(account)), abilities, endsAt);
    }

    /** Returns the pass of somebody who acts for all. */
    String operator(String subject, Instant endsAt) {
        return pass(subject, KeyRole.OPERATOR, Optional.empty(), Set.of(Ability.values()), endsAt);
    }

    private String pass(
            String subject,
            KeyRole role,
            Optional<AccountId> account,
            Set<Ability> abilities,
            Instant endsAt) {
        return api.passes.write(
                new User("user:" + subject, "Ada Lovelace", role, account, abilities, endsAt));
    }

    /** Later than any test. */
    static Instant later() {
        return Instant.now().plus(Duration.ofHours(1));
    }
}
