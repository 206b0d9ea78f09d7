package dev.hooklane.oidc;

import java.util.List;
import java.util.Optional;

/**
 * The person who has signed in at the provider.
 *
 * @param subject the provider's id for them, which never belongs to another person
 * @param name by which people know them
 * @param account the account in their claims, as it was sent
 * @param next the path that they wanted to go to
 */
public record Person(
        String subject, String name, List<String> groups, Optional<String> account, String next) {
    public Person {
        groups = List.copyOf(groups);
    }
}
