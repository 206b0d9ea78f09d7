package dev.hooklane.console.rejected;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.page.Listed;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.TypedTime;
import java.util.Map;

/** Rejected records: a list by reason and time, and each with its bytes. */
public final class RejectedPages implements Pages {
    static final String ALL = "/rejected";
    private static final String API = "/v1/rejected";
    private static final String PAGE_SIZE = "20";

    @Override
    public void addTo(PageRoutes routes) {
        PageRoutes operators = routes.forOperators();
        operators.get(ALL, Ability.VIEW, RejectedPages::list);
        operators.get(ALL + "/{id}", Ability.VIEW, RejectedPages::show);
    }

    private static Reply list(Visit visit) {
        String reason = visit.query("reason").orElse("");
        String source = visit.query("source").orElse("");
        String from = TypedTime.forField(visit.query("from").orElse(""));
        String until = TypedTime.forField(visit.query("until").orElse(""));
        Address here =
                new Address(ALL)
                        .with("reason", reason)
                        .with("source", source)
                        .with("from", from)
                        .with("until", until);
        Listed listed =
                Listed.of(
                        visit,
                        API,
                        Map.of(
                                "reason",
                                reason,
                                "source",
                                source,
                                "from",
                                TypedTime.forApi(from),
                                "until",
                                TypedTime.forApi(until),
                                "cursor",
                                visit.query("cursor").orElse(""),
                                "limit",
                                PAGE_SIZE));
        Paging paging = Paging.of(visit, here, listed.page());
        return Reply.page(
                "rejected/list",
                new RejectedList(
                        listed.page().path("rejected").valueStream().map(RejectedRow::of).toList(),
                        RejectedWords.choices(reason),
                        source,
                        from,
                        until,
                        listed.refused(),
                        !here.text().equals(ALL),
                        paging.first(),
                        paging.next()));
    }

    private static Reply show(Visit visit) {
        return Reply.page(
                "rejected/one",
                ShownRejectedRecord.of(
                        visit.api()
                                .get(API + "/" + ApiClient.encoded(visit.path("id")), Map.of())));
    }
}
