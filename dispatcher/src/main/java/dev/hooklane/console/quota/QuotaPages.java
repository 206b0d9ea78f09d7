package dev.hooklane.console.quota;

import dev.hooklane.access.Ability;
import dev.hooklane.access.KeyRole;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The quotas of an account with what it uses of them; operators set them here. */
public final class QuotaPages implements Pages {
    private static final String ALL = "/quotas";
    private static final String TEMPLATE = "quota/list";
    private static final String NUMBER_FORM = "[0-9]{1,15}";
    private static final int UNPROCESSABLE = 422;

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ALL, Ability.VIEW, QuotaPages::list);
        routes.forOperators().post(ALL, Ability.SHARE, QuotaPages::change);
    }

    private static Reply list(Visit visit) {
        return Reply.page(
                TEMPLATE,
                visit.account()
                        .map(account -> view(visit, account, ""))
                        .orElseGet(() -> new QuotaList("", "", List.of(), false, "")));
    }

    private static Reply change(Visit visit) {
        String account = visit.form("owner");
        ObjectNode limits = JsonMapper.shared().createObjectNode();
        for (JsonNode quota : quotas(visit, account).path("quotas")) {
            String name = quota.path("name").asString();
            String text = visit.form(name);
            if (text.matches(NUMBER_FORM)) {
                limits.put(name, Long.parseLong(text));
            } else if (!text.isEmpty()) {
                // The API says what is allowed.
                limits.put(name, text);
            }
        }
        try {
            visit.api().put(path(account), limits);
            return Reply.to(ALL + "?account=" + ApiClient.encoded(account));
        } catch (ApiException e) {
            if (e.status() != UNPROCESSABLE) {
                throw e;
            }
            return Reply.refused(TEMPLATE, view(visit, account, e.detail()));
        }
    }

    private static QuotaList view(Visit visit, String account, String problem) {
        JsonNode quotas = quotas(visit, account);
        return new QuotaList(
                account,
                quotas.path("contact").asString(""),
                quotas.path("quotas").valueStream().map(QuotaRow::of).toList(),
                visit.session().caller().role() == KeyRole.OPERATOR,
                problem);
    }

    private static JsonNode quotas(Visit visit, String account) {
        return visit.api().get(path(account), Map.of());
    }

    private static String path(String account) {
        return "/v1/accounts/%s/quotas".formatted(ApiClient.encoded(account));
    }
}
