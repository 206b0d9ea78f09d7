package dev.hooklane.console.view;

import dev.hooklane.client.ApiClient;
import dev.hooklane.console.asset.Assets;
import java.util.List;
import java.util.Optional;

/**
 * What all pages have around what they show.
 *
 * @param person who is signed in; empty on the pages for those who are not
 * @param menu where to go from here
 * @param account that an operator has chosen
 * @param token that forms send along
 */
public record Frame(
        Assets assets,
        Optional<Person> person,
        List<Group> menu,
        Optional<String> account,
        String token) {
    public Frame {
        menu = List.copyOf(menu);
    }

    /**
     * Who is signed in.
     *
     * @param kind in a word or two
     * @param picks whether they choose whose endpoints they see
     * @param leaves whether they can sign out
     */
    public record Person(String name, String kind, boolean picks, boolean leaves) {}

    /** Entries under one heading, which may be empty. */
    public record Group(String heading, List<Entry> entries) {
        public Group {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One page to start from.
     *
     * @param current whether it is here, or where one came from
     */
    public record Entry(String label, String path, Icon icon, boolean current) {}

    /** Where a file of the pages is. */
    public String asset(String name) {
        return assets.path(name);
    }

    /** Where choosing an account leads: the list that one is at, or that of webhooks. */
    public String accountPath() {
        return menu.stream()
                .filter(group -> group.heading().isEmpty())
                .flatMap(group -> group.entries().stream())
                .filter(Entry::current)
                .map(Entry::path)
                .findFirst()
                .orElse("/webhooks");
    }

    /** A path of these pages, with the account that was chosen. */
    public String link(String path) {
        return account.map(chosen ->
                        path
                                + (path.contains("?") ? "&" : "?")
                                + "account="
                                + ApiClient.encoded(chosen))
                .orElse(path);
    }

    @Override
    public String toString() {
        return "Frame[%s]".formatted(person.map(Person::name).orElse("nobody"));
    }
}
