package dev.hooklane.console.guide;

import dev.hooklane.console.asset.Assets;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import java.util.Optional;

/** The guide, with this installation's signature header. */
public final class GuidePages implements Pages {
    /** The guide's path; sections are at their anchors. */
    public static final String GUIDE = "/docs";

    static final String FILE = "WEBHOOKS.md";

    private final GuideFiles files;
    private final String header;
    private final String prefix;

    /** Rendered on first use, so that no start waits for it. */
    private volatile Optional<GuideText> text = Optional.empty();

    /**
     * @param header the header of this installation's simple signature
     * @param prefix precedes its hex digits
     */
    public GuidePages(Assets assets, String header, String prefix) {
        this.files = new GuideFiles(assets);
        this.header = header;
        this.prefix = prefix;
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.open(GUIDE, () -> new Reply.Whole(200, "guide/guide", text()));
    }

    GuideText text() {
        return text.orElseGet(() -> {
            GuideText made = read();
            text = Optional.of(made);
            return made;
        });
    }

    private GuideText read() {
        Markdown markdown =
                files.markdown(
                        FILE,
                        source ->
                                source.replace("X-MGA-Signature", header)
                                        .replace("sha256=", prefix));
        return new GuideText(markdown.chapters(), output -> output.writeContent(markdown.html()));
    }
}
