package dev.hooklane.console.link;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A form that makes a portal link, and shows it once. */
final class NewLinkPages implements Pages {
    private static final String NEW = "/links/new";
    private static final String FORM = "link/new";
    private static final String ABILITY = "ability";
    private static final Set<Integer> REFUSED = Set.of(400, 409, 413, 422, 429);

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(NEW, Ability.SHARE, NewLinkPages::form);
        routes.post(NEW, Ability.SHARE, NewLinkPages::make);
    }

    /** Reports whether the visitor may make links: one ends with its maker's key. */
    static boolean mayMake(Visit visit) {
        return visit.may(Ability.SHARE) && !visit.session().caller().isUser();
    }

    private static Reply form(Visit visit) {
        return Reply.page(
                FORM,
                form(
                        visit,
                        "",
                        visit.account().orElse(""),
                        List.of(Ability.VIEW.wireName()),
                        NewLink.Lasting.HOUR.value(),
                        Map.of()));
    }

    private static Reply make(Visit visit) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        String owner = visit.form("owner");
        if (!owner.isEmpty()) {
            body.put("account", owner);
        }
        if (!visit.form("name").isEmpty()) {
            body.put("name", visit.form("name"));
        }
        List<String> abilities = visit.forms(ABILITY);
        ArrayNode given = body.putArray("abilities");
        abilities.forEach(given::add);
        body.put("expiresIn", visit.form("lasts"));
        try {
            return Reply.page(
                    "link/made",
                    MadeLink.of(visit.api().post(LinkPages.API, body, visit.form("once"))));
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            return Reply.refused(
                    FORM,
                    form(
                            visit,
                            visit.form("name"),
                            owner,
                            abilities,
                            visit.form("lasts"),
                            Map.of(e.field(), e.detail())));
        }
    }

    private static NewLink form(
            Visit visit,
            String name,
            String owner,
            List<String> abilities,
            String lasts,
            Map<String, String> problems) {
        return new NewLink(
                name,
                owner,
                abilities,
                lasts,
                mayMake(visit),
                visit.session().caller().role().seesAll(),
                // A corrected form is a new request.
                UUID.randomUUID().toString(),
                problems);
    }
}
