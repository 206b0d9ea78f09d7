package dev.hooklane.console.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static final Markdown.Links HERE =
            new Markdown.Links() {
                @Override
                public String picture(String path) {
                    return "/there/" + path;
                }

                @Override
                public Optional<String> page(String link) {
                    return Optional.of(link).filter(each -> !each.startsWith("../"));
                }
            };

    @Test
    void htmlIsText() {
        assertThat(html("a <b onclick=x> c\n\n<script>alert(1)</script>"))
                .contains("&lt;b onclick=x&gt;", "&lt;script&gt;")
                .doesNotContain("<script", "<b");
    }

    @Test
    void linksThatRunSomethingAreNone() {
        assertThat(html("[x](javascript:alert(1)) [y](data:text/html,z)"))
                .doesNotContain("javascript:")
                .doesNotContain("href=\"data:");
    }

    @Test
    void aLinkThatLeadsOutOfWhatIsShownIsText() {
        assertThat(html("[a](../pom.xml) [b](OTHER.md#x)"))
                .contains("<a>a</a>", "href=\"OTHER.md#x\">b</a>");
    }

    @Test
    void headingsWithTheSameNameHaveAnchorsOfTheirOwn() {
        Markdown markdown = Markdown.of("## One `x`\n\n### Two\n\n## One `x`\n", HERE);

        assertThat(markdown.chapters())
                .extracting(Chapter::anchor)
                .containsExactly("one-x", "one-x-1");
        assertThat(markdown.chapters().getFirst().parts())
                .extracting(Chapter::title)
                .containsExactly("Two");
        assertThat(markdown.html())
                .contains("<h2 id=\"one-x-1\">")
                .contains("href=\"#two\"", "aria-label=\"Link to Two\"");
    }

    @Test
    void tablesAndPicturesAreMadeToFit() {
        String html =
                Markdown.of(
                                """
                                | a | b |
                                |---|---|
                                | 1 | 2 |

                                ![p](pictures/p.png)

                                ```js
                                x
                                ```
                                """,
                                HERE)
                        .html();

        assertThat(html)
                .contains("<td>1</td>", "src=\"/there/pictures/p.png\"", "alt=\"p\"")
                .contains("<pre tabindex=\"0\">");
    }

    private static String html(String text) {
        return Markdown.of(text, HERE).html();
    }
}
