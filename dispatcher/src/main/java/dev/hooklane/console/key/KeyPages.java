package dev.hooklane.console.key;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** API keys: a list, a form that creates one and shows it once, and revocation. */
public final class KeyPages implements Pages {
    private static final String ALL = "/keys";
    private static final String NEW = ALL + "/new";
    private static final String FORM = "key/new";
    private static final String API = "/v1/keys";
    private static final String PAGE_SIZE = "100";
    private static final String DAYS_FORM = "[0-9]{1,4}";
    private static final Set<Integer> REFUSED = Set.of(400, 409, 413, 422);

    private final InstantSource clock;

    public KeyPages(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void addTo(PageRoutes routes) {
        PageRoutes operators = routes.forOperators();
        operators.get(ALL, Ability.VIEW, this::list);
        operators.get(NEW, Ability.SHARE, KeyPages::form);
        operators.post(NEW, Ability.SHARE, this::make);
        operators.post(ALL + "/{id}/revoke", Ability.SHARE, KeyPages::revoke);
        new AuditPages().addTo(routes);
    }

    private Reply list(Visit visit) {
        JsonNode page =
                visit.api()
                        .get(
                                API,
                                Map.of(
                                        "account", visit.account().orElse(""),
                                        "cursor", visit.query("cursor").orElse(""),
                                        "limit", PAGE_SIZE));
        Instant now = clock.instant();
        boolean mayChange = visit.may(Ability.SHARE);
        String own = visit.session().caller().key();
        Paging paging = Paging.of(visit, new Address(ALL), page);
        return Reply.page(
                "key/list",
                new KeyList(
                        page.path("keys")
                                .valueStream()
                                .map(each -> KeyRow.of(each, own, mayChange, now))
                                .toList(),
                        visit.account().isPresent(),
                        mayChange,
                        paging.first(),
                        paging.next()));
    }

    private static Reply form(Visit visit) {
        return Reply.page(
                FORM,
                new NewKey(
                        "",
                        "account",
                        visit.account().orElse(""),
                        "",
                        UUID.randomUUID().toString(),
                        Map.of()));
    }

    private Reply make(Visit visit) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("name", visit.form("name"));
        body.put("role", visit.form("role"));
        if (!visit.form("owner").isEmpty()) {
            body.put("account", visit.form("owner"));
        }
        String days = visit.form("days");
        if (days.matches(DAYS_FORM)) {
            body.put(
                    "expiresAt",
                    clock.instant()
                            .plus(Duration.ofDays(Integer.parseInt(days)))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
        }
        try {
            return Reply.page(
                    "key/made", MadeKey.of(visit.api().post(API, body, visit.form("once"))));
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            return Reply.refused(
                    FORM,
                    new NewKey(
                            visit.form("name"),
                            visit.form("role"),
                            visit.form("owner"),
                            days,
                            // The corrected form is a new request.
                            UUID.randomUUID().toString(),
                            Map.of(e.field(), e.detail())));
        }
    }

    private static Reply revoke(Visit visit) {
        visit.api().delete(API + "/" + ApiClient.encoded(visit.path("id")));
        return Reply.to(ALL);
    }
}
