package dev.hooklane.console.guide;

import gg.jte.Content;
import java.util.List;

/**
 * The guide as a page.
 *
 * @param text its HTML, rendered from our own file with any HTML in it escaped
 */
public record GuideText(List<Chapter> chapters, Content text) {
    public GuideText {
        chapters = List.copyOf(chapters);
    }
}
