package dev.hooklane.console.view;

import dev.hooklane.client.ApiClient;
import dev.hooklane.console.asset.Assets;
import java.util.List;
import java.util.Optional;

/**
 * The parts that all pages share.
 *
 * @param person who is signed in; empty on pages for visitors who are not
 * @param menu the links to other pages
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
     * The signed-in visitor.
     *
     * @param kind in a word or two
     * @param picks whether the visitor chooses whose endpoints to see
     * @param leaves whether the visitor can sign out
     */
    public record Person(String name, String kind, boolean picks, boolean leaves) {}

    /** Entries under one heading, which may be empty. */
    public record Group(String heading, List<Entry> entries) {
        public Group {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One entry of the menu.
     *
     * @param current whether it is the current page, or a page above it
     */
    public record Entry(String label, String path, Icon icon, boolean current) {}

    /** Returns the path of a static file. */
    public String asset(String name) {
        return assets.path(name);
    }

    /** Returns the path for choosing an account: the current list, or the overview. */
    public String accountPath() {
        return menu.stream()
                .filter(group -> group.heading().isEmpty())
                .flatMap(group -> group.entries().stream())
                .filter(Entry::current)
                .map(Entry::path)
                .findFirst()
                .orElse("/overview");
    }

    /** Returns a path of these pages, with the chosen account. */
    public String link(String path) {
        int hash = path.indexOf('#');
        String page = hash < 0 ? path : path.substring(0, hash);
        String anchor = hash < 0 ? "" : path.substring(hash);
        return account.map(chosen ->
                        page
                                + (page.contains("?") ? "&" : "?")
                                + "account="
                                + ApiClient.encoded(chosen)
                                + anchor)
                .orElse(path);
    }

    @Override
    public String toString() {
        return "Frame[%s]".formatted(person.map(Person::name).orElse("nobody"));
    }
}
