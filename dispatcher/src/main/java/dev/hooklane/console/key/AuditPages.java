package dev.hooklane.console.key;

import dev.hooklane.access.Ability;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Lists who changed what, newest first. */
final class AuditPages implements Pages {
    private static final String ALL = "/audit";
    private static final String PAGE_SIZE = "100";

    @Override
    public void addTo(PageRoutes routes) {
        routes.forOperators().get(ALL, Ability.VIEW, AuditPages::list);
    }

    private static Reply list(Visit visit) {
        String key = visit.query("key").orElse("");
        String target = visit.query("target").orElse("");
        Address here = new Address(ALL).with("key", key).with("target", target);
        JsonNode page =
                visit.api()
                        .get(
                                "/v1/audit",
                                Map.of(
                                        "account", visit.account().orElse(""),
                                        "key", key,
                                        "target", target,
                                        "cursor", visit.query("cursor").orElse(""),
                                        "limit", PAGE_SIZE));
        Paging paging = Paging.of(visit, here, page);
        return Reply.page(
                "key/audit",
                new AuditList(
                        page.path("entries").valueStream().map(AuditRow::of).toList(),
                        visit.account().orElse(""),
                        key,
                        target,
                        paging.first(),
                        paging.next()));
    }
}
