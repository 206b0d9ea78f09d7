package dev.hooklane.console.find;

import java.util.List;
import java.util.Locale;

/**
 * What a text may mean.
 *
 * @param text as it was typed
 * @param things other than pages, the likeliest first
 */
public record FoundThings(String text, List<Thing> things) {
    public FoundThings {
        things = List.copyOf(things);
    }

    /**
     * One thing.
     *
     * @param kind what it is, in a word
     * @param path of its page
     * @param ofAccount whether the page keeps the chosen account
     */
    public record Thing(String kind, String name, String path, boolean ofAccount) {}

    /** Reports whether a page's name contains the text. */
    public boolean matches(String page) {
        return page.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
