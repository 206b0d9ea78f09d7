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
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Retries the deliveries chosen in a list, one by one, whatever their status. */
final class RetryChosenPages implements Pages {
    private static final int UNAUTHORIZED = 401;

    @Override
    public void addTo(PageRoutes routes) {
        routes.post(DeliveryPages.ALL + "/retry", Ability.REPLAY, RetryChosenPages::retry);
    }

    /**
     * A delivery that was ticked.
     *
     * @param field in which the form named it
     */
    private record Chosen(String id, String field) {}

    private static Reply retry(Visit visit) {
        List<Chosen> chosen =
                Stream.of(Retrying.RETRIED, Retrying.AGAIN)
                        .flatMap(field ->
                                visit.forms(field).stream()
                                        .filter(id -> !id.isBlank())
                                        .map(id -> new Chosen(id, field)))
                        .distinct()
                        .toList();
        List<Chosen> asked = chosen.stream().limit(DeliveryPages.PAGE_SIZE).toList();
        List<RetriedView.Refusal> refused = new ArrayList<>();
        for (Chosen each : asked) {
            String id = each.id();
            try {
                visit.api()
                        .post(
                                Retrying.apiPath(id, each.field()),
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
                "delivery/retried",
                new RetriedView(
                        asked.size() - refused.size(), refused, chosen.size() - asked.size()));
    }

    /** Returns the same token if a form is sent twice. */
    private static String once(String form, String id) {
        return UUID.nameUUIDFromBytes((form + "\n" + id).getBytes(UTF_8)).toString();
    }
}
