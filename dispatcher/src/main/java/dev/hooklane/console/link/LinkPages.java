package dev.hooklane.console.link;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Portal links: a list, and revocation. */
public final class LinkPages implements Pages {
    private static final String ALL = "/links";
    static final String API = "/v1/portal-links";
    private static final String PAGE_SIZE = "100";

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ALL, Ability.VIEW, LinkPages::list);
        routes.post(ALL + "/{id}/revoke", Ability.SHARE, LinkPages::revoke);
        new NewLinkPages().addTo(routes);
    }

    private static Reply list(Visit visit) {
        String state = LinkWords.known(visit.query("state").orElse(""));
        JsonNode page =
                visit.api()
                        .get(
                                API,
                                Map.of(
                                        "account",
                                        visit.account().orElse(""),
                                        "state",
                                        state,
                                        "cursor",
                                        visit.query("cursor").orElse(""),
                                        "limit",
                                        PAGE_SIZE));
        boolean mayRevoke = visit.may(Ability.SHARE);
        Paging paging = Paging.of(visit, new Address(ALL).with("state", state), page);
        return Reply.page(
                "link/list",
                new LinkList(
                        page.path("links")
                                .valueStream()
                                .map(each -> LinkRow.of(each, mayRevoke))
                                .toList(),
                        LinkWords.choices(state),
                        !state.isEmpty() || visit.query("account").isPresent(),
                        visit.session().caller().role().seesAll(),
                        NewLinkPages.mayMake(visit),
                        paging.first(),
                        paging.next()));
    }

    private static Reply revoke(Visit visit) {
        visit.api().delete(API + "/" + ApiClient.encoded(visit.path("id")));
        return Reply.to(ALL);
    }
}
