package dev.hooklane.console.overview;

import dev.hooklane.access.Ability;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How an account does, or the whole installation, on one page that is updated live. */
public final class OverviewPages implements Pages {
    private static final String PATH = "/overview";
    private static final String LIVE = PATH + "/live";

    /** The API looks no more often, however often it is asked. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(PATH, Ability.VIEW, visit -> Reply.page("overview/overview", view(visit)));
        routes.live(
                LIVE, Ability.VIEW, LOOK_EVERY, visit -> Reply.part("overview/now", view(visit)));
    }

    private static OverviewView view(Visit visit) {
        JsonNode overview =
                visit.api().get("/v1/overview", Map.of("account", visit.account().orElse("")));
        List<String> named =
                Stream.of(
                                overview.path("endpoints").path("inTrouble"),
                                overview.path("replays").path("newest"),
                                overview.path("waiting").path("parkedAt"))
                        .flatMap(JsonNode::valueStream)
                        .map(each -> each.path("endpoint").asString(""))
                        .toList();
        return OverviewView.of(
                overview,
                KnownEndpoints.of(visit.api(), named),
                new OverviewView.Seen(
                        visit.account().isEmpty(),
                        visit.session().caller().role().seesAll(),
                        visit.may(Ability.MANAGE) && visit.may(Ability.SECRETS)),
                visit.pathAs(LIVE));
    }
}
