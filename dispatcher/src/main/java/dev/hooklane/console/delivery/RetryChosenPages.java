package dev.hooklane.console.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Retries the deliveries chosen in a list, one by one. */
final class RetryChosenPages implements Pages {
    private static final int UNAUTHORIZED = 401;

    @Override
    public void addTo(PageRoutes routes) {
        routes.post(DeliveryPages.ALL + "/retry", Ability.REPLAY, RetryChosenPages::retry);
    }

    private static Reply retry(Visit visit) {
        List<String> ids =
                visit.forms("delivery").stream().distinct().limit(DeliveryPages.PAGE_SIZE).toList();
        List<RetriedView.Refusal> refused = new ArrayList<>();
        for (String id : ids) {
            try {
                visit.api()
                        .post(
                                OneDeliveryPages.apiPath(id) + "/retry",
                                JsonMapper.shared().createObjectNode(),
                                once(visit.form("once"), id));
            } catch (ApiException e) {
                if (e.status() == UNAUTHORIZED) {
                    throw e;
                }
                refused.add(new RetriedView.Refusal(id, DeliveryPages.path(id), e.detail()));
            }
        }
        return Reply.page(
                "delivery/retried", new RetriedView(ids.size() - refused.size(), refused));
    }

    /** Returns the same token if a form is sent twice. */
    private static String once(String form, String id) {
        return UUID.nameUUIDFromBytes((form + "\n" + id).getBytes(UTF_8)).toString();
    }
}
