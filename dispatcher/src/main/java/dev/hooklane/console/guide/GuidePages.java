package dev.hooklane.console.guide;

import dev.hooklane.console.asset.Assets;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.http.HeaderNames;
import java.util.Optional;

/** The guide, with the names of this installation's headers. */
public final class GuidePages implements Pages {
    /** The guide's path; sections are at their anchors. */
    public static final String GUIDE = "/docs";

    static final String FILE = "WEBHOOKS.md";

    private final GuideFiles files;
    private final HandbookPages handbook;
    private final HeaderNames names;

    /** Rendered on first use, so that no start waits for it. */
    private volatile Optional<GuideText> text = Optional.empty();

    /**
     * @param names those of this installation's headers
     */
    public GuidePages(Assets assets, HeaderNames names) {
        this.files = new GuideFiles(assets);
        this.handbook = new HandbookPages(assets);
        this.names = names;
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.open(GUIDE, () -> new Reply.Whole(200, "guide/guide", text()));
        handbook.addTo(routes);
    }

    GuideText text() {
        return text.orElseGet(() -> {
            GuideText made = read();
            text = Optional.of(made);
            return made;
        });
    }

    private GuideText read() {
        Markdown markdown = files.markdown(FILE, names::in);
        return new GuideText(markdown.chapters(), output -> output.writeContent(markdown.html()));
    }
}
