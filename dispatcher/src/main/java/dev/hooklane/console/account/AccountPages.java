package dev.hooklane.console.account;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.Texts;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The accounts that have endpoints: a list, and suggestions for the menu's account field. */
public final class AccountPages implements Pages {
    private static final String PAGE_SIZE = "100";
    private static final String SUGGESTED = "50";

    @Override
    public void addTo(PageRoutes routes) {
        routes.get("/accounts", Ability.VIEW, AccountPages::list);
        routes.get("/accounts/options", Ability.VIEW, AccountPages::options);
    }

    private static Reply list(Visit visit) {
        String searched = visit.query("search").orElse("");
        JsonNode page = accounts(visit, searched, PAGE_SIZE);
        Paging paging = Paging.of(visit, new Address("/accounts").with("search", searched), page);
        AccountList found = new AccountList(searched, rows(page), paging.first(), paging.next());
        return visit.partial()
                ? Reply.part("account/found", found)
                : Reply.page("account/list", found);
    }

    private static Reply options(Visit visit) {
        // The field that suggests them is the one that chooses an account.
        String typed = visit.query("account").orElse("");
        return Reply.part(
                "account/options",
                new AccountList(typed, rows(accounts(visit, typed, SUGGESTED)), "", ""));
    }

    private static JsonNode accounts(Visit visit, String searched, String limit) {
        return visit.api()
                .get(
                        "/v1/accounts",
                        Map.of(
                                "search",
                                searched,
                                "cursor",
                                visit.query("cursor").orElse(""),
                                "limit",
                                limit));
    }

    private static List<AccountRow> rows(JsonNode page) {
        return page.path("accounts")
                .valueStream()
                .map(each ->
                        new AccountRow(
                                each.path("id").asString(),
                                "/overview?account="
                                        + ApiClient.encoded(each.path("id").asString()),
                                Texts.count(each.path("endpoints").asLong()),
                                Texts.count(each.path("enabled").asLong()),
                                Texts.count(each.path("paused").asLong()),
                                Texts.count(each.path("disabled").asLong())))
                .toList();
    }
}
