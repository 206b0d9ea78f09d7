package dev.hooklane.console.waiting;

import dev.hooklane.access.Ability;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Endpoints that receive their deliveries late or not at all. */
final class LanePages implements Pages {
    private static final String ALL = "/lanes";
    private static final String LIVE = ALL + "/live";
    private static final String SHOWN_MAX = "50";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    @Override
    public void addTo(PageRoutes routes) {
        PageRoutes operators = routes.forOperators();
        operators.get(ALL, Ability.VIEW, visit -> Reply.page("waiting/lanes", lanes(visit)));
        operators.live(
                LIVE,
                Ability.VIEW,
                LOOK_EVERY,
                visit -> Reply.part("waiting/lane-rows", lanes(visit)));
    }

    private static LaneList lanes(Visit visit) {
        JsonNode json = visit.api().get("/v1/lanes", Map.of("limit", SHOWN_MAX));
        List<JsonNode> lanes = json.path("lanes").valueStream().toList();
        KnownEndpoints endpoints =
                KnownEndpoints.of(
                        visit.api(),
                        lanes.stream().map(each -> each.path("endpoint").asString()).toList());
        return LaneList.of(json, endpoints, visit.pathAs(LIVE));
    }
}
