package dev.hooklane.console.guide;

import dev.hooklane.access.Ability;
import dev.hooklane.console.asset.Assets;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The operators' handbook: files of {@code docs/}, for operators only. */
final class HandbookPages implements Pages {
    private final GuideFiles files;

    /** Rendered on first use. */
    private final Map<Handbook, HandbookText> texts = new ConcurrentHashMap<>();

    HandbookPages(Assets assets) {
        this.files = new GuideFiles(assets);
    }

    @Override
    public void addTo(PageRoutes routes) {
        PageRoutes operators = routes.forOperators();
        operators.get(Handbook.PATH, Ability.VIEW, _ -> Reply.to(Handbook.OPERATIONS.path()));
        operators.get(
                Handbook.PATH + "/{page}",
                Ability.VIEW,
                visit ->
                        Handbook.at(visit.path("page"))
                                .map(page -> Reply.page("guide/handbook", text(page)))
                                .orElseGet(() -> Reply.to(Handbook.PATH)));
    }

    private HandbookText text(Handbook page) {
        return texts.computeIfAbsent(
                page, each -> HandbookText.of(each, files.markdown(each.file(), text -> text)));
    }
}
