package dev.hooklane.console.guide;

import gg.jte.Content;
import java.util.Arrays;
import java.util.List;

/**
 * A page of the handbook.
 *
 * @param pages all pages, for the menu
 * @param text its HTML, rendered from our own file with any HTML in it escaped
 */
public record HandbookText(String title, List<Entry> pages, List<Chapter> chapters, Content text) {
    /** A page in the menu. */
    public record Entry(String title, String path, boolean current) {}

    public HandbookText {
        pages = List.copyOf(pages);
        chapters = List.copyOf(chapters);
    }

    static HandbookText of(Handbook page, Markdown markdown) {
        return new HandbookText(
                page.title(),
                Arrays.stream(Handbook.values())
                        .map(each -> new Entry(each.title(), each.path(), each == page))
                        .toList(),
                markdown.chapters(),
                output -> output.writeContent(markdown.html()));
    }
}
