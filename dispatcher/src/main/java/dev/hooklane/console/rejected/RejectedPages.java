package dev.hooklane.console.rejected;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.PageRoutes;
import dev.hooklane.console.Pages;
import dev.hooklane.console.Reply;
import dev.hooklane.console.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.TypedTime;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Records that are no valid events: a list by reason and time, and each with its bytes. */
public final class RejectedPages implements Pages {
    static final String ALL = "/rejected";
    private static final String API = "/v1/rejected";
    private static final String PAGE_SIZE = "20";
    private static final int BAD_REQUEST = 400;

    @Override
    public void addTo(PageRoutes routes) {
        PageRoutes operators = routes.forOperators();
        operators.get(ALL, Ability.VIEW, RejectedPages::list);
        operators.get(ALL + "/{id}", Ability.VIEW, RejectedPages::show);
    }

    private static Reply list(Visit visit) {
        String reason = visit.query("reason").orElse("");
        String from = TypedTime.forField(visit.query("from").orElse(""));
        String until = TypedTime.forField(visit.query("until").orElse(""));
        Address here =
                new Address(ALL).with("reason", reason).with("from", from).with("until", until);
        List<RejectedRow> rows = List.of();
        String next = "";
        String refused = "";
        try {
            JsonNode page =
                    visit.api()
                            .get(
                                    API,
                                    Map.of(
                                            "reason", reason,
                                            "from", TypedTime.forApi(from),
                                            "until", TypedTime.forApi(until),
                                            "cursor", visit.query("cursor").orElse(""),
                                            "limit", PAGE_SIZE));
            rows = page.path("rejected").valueStream().map(RejectedRow::of).toList();
            next = page.path("next").asString("");
        } catch (ApiException e) {
            if (e.status() != BAD_REQUEST) {
                throw e;
            }
            refused = e.detail();
        }
        return Reply.page(
                "rejected/list",
                new RejectedList(
                        rows,
                        RejectedWords.choices(reason),
                        from,
                        until,
                        refused,
                        !here.text().equals(ALL),
                        visit.query("cursor").isPresent() ? here.text() : "",
                        next.isEmpty() ? "" : here.with("cursor", next).text()));
    }

    private static Reply show(Visit visit) {
        return Reply.page(
                "rejected/one",
                RejectedRecord.of(
                        visit.api()
                                .get(API + "/" + ApiClient.encoded(visit.path("id")), Map.of())));
    }
}
