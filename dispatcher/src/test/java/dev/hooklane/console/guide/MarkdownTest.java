package dev.hooklane.console.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
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
    void headingsWithTheSameNameHaveAnchorsOfTheirOwn() {
        Markdown markdown = Markdown.of("## One `x`\n\n### Two\n\n## One `x`\n", path -> path);

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
                                "| a | b |\n|---|---|\n| 1 | 2 |\n\n![p](pictures/p.png)\n\n```js\nx\n```\n",
                                path -> "/there/" + path)
                        .html();

        assertThat(html)
                .contains("<td>1</td>", "src=\"/there/pictures/p.png\"", "alt=\"p\"")
                .contains("<pre tabindex=\"0\">");
    }

    private static String html(String text) {
        return Markdown.of(text, path -> path).html();
    }
}
