package dev.hooklane.console.guide;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown with tables, and with anchors at its headings. HTML in it is shown as text.
 *
 * @param chapters the headings of the second level, with those of the third below them
 */
record Markdown(List<Chapter> chapters, String html) {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final List<String> PROTOCOLS = List.of("https", "http");
    private static final int CHAPTER = 2;

    Markdown {
        chapters = List.copyOf(chapters);
    }

    /** Resolves the links of a text. */
    interface Links {
        /** Returns the path of a picture. */
        String picture(String path);

        /** Returns the path of a page, with its anchor; empty if the console does not show it. */
        Optional<String> page(String link);
    }

    static Markdown of(String text, Links links) {
        Node document = Parser.builder().extensions(EXTENSIONS).build().parse(text);
        Headings headings = new Headings();
        document.accept(headings);
        List<Chapter> chapters = headings.chapters();
        headings.linkEach();
        HtmlRenderer renderer =
                HtmlRenderer.builder()
                        .extensions(EXTENSIONS)
                        .escapeHtml(true)
                        .sanitizeUrls(true)
                        .urlSanitizer(new DefaultUrlSanitizer(PROTOCOLS))
                        .attributeProviderFactory(_ ->
                                (node, tag, attributes) ->
                                        setAttributes(node, tag, attributes, headings, links))
                        .build();
        return new Markdown(chapters, renderer.render(document));
    }

    private static void setAttributes(
            Node node, String tag, Map<String, String> attributes, Headings headings, Links links) {
        switch (tag) {
            case "img" -> {
                attributes.computeIfPresent("src", (_, path) -> links.picture(path));
                attributes.put("loading", "lazy");
            }
            // Wide blocks scroll, and must be reachable by keyboard.
            case "pre", "table" -> attributes.put("tabindex", "0");
            case "a" -> {
                if (node.getParent() instanceof Heading heading) {
                    attributes.put("class", "anchor");
                    attributes.put("aria-label", "Link to " + headings.title(heading));
                } else {
                    // A link to a page that is not shown becomes plain text.
                    Optional<String> page = links.page(attributes.getOrDefault("href", ""));
                    if (page.isPresent()) {
                        attributes.put("href", page.get());
                    } else {
                        attributes.clear();
                    }
                }
            }
            default -> {
                if (node instanceof Heading heading) {
                    attributes.put("id", headings.anchor(heading));
                }
            }
        }
    }

    /** Collects the headings of a document, in order. */
    private static final class Headings extends AbstractVisitor {
        private final Anchors anchors = new Anchors();
        private final List<Heading> all = new ArrayList<>();
        private final IdentityHashMap<Heading, Chapter> found = new IdentityHashMap<>();

        @Override
        public void visit(Heading heading) {
            StringBuilder title = new StringBuilder();
            heading.accept(
                    new AbstractVisitor() {
                        @Override
                        public void visit(Text text) {
                            title.append(text.getLiteral());
                        }

                        @Override
                        public void visit(Code code) {
                            title.append(code.getLiteral());
                        }
                    });
            all.add(heading);
            found.put(
                    heading,
                    new Chapter(title.toString(), anchors.of(title.toString()), List.of()));
        }

        String anchor(Heading heading) {
            return chapter(heading).anchor();
        }

        String title(Heading heading) {
            return chapter(heading).title();
        }

        private Chapter chapter(Heading heading) {
            Chapter chapter = found.get(heading);
            if (chapter == null) {
                throw new IllegalStateException("a heading that was not visited: " + heading);
            }
            return chapter;
        }

        List<Chapter> chapters() {
            List<Chapter> chapters = new ArrayList<>();
            for (Heading heading : all) {
                Chapter chapter = chapter(heading);
                if (heading.getLevel() == CHAPTER) {
                    chapters.add(chapter);
                } else if (heading.getLevel() > CHAPTER) {
                    Chapter above = chapters.removeLast();
                    List<Chapter> parts = new ArrayList<>(above.parts());
                    parts.add(chapter);
                    chapters.add(new Chapter(above.title(), above.anchor(), parts));
                }
            }
            return chapters;
        }

        /** Adds to each linkable heading a link to itself. */
        void linkEach() {
            for (Heading heading : all) {
                if (heading.getLevel() >= CHAPTER) {
                    Link link = new Link("#" + anchor(heading), "");
                    link.appendChild(new Text("#"));
                    heading.appendChild(link);
                }
            }
        }
    }
}
