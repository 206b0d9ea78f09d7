package dev.hooklane.console.guide;

import java.util.List;

/**
 * A heading of the guide, for its table of contents.
 *
 * @param anchor in the page
 * @param parts the headings below it
 */
public record Chapter(String title, String anchor, List<Chapter> parts) {
    public Chapter {
        parts = List.copyOf(parts);
    }
}
