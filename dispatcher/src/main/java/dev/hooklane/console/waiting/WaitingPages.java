package dev.hooklane.console.waiting;

import dev.hooklane.access.Ability;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.time.Duration;
import java.util.Map;

/** Records that wait in Kafka, stage by stage, and how late they are. */
public final class WaitingPages implements Pages {
    private static final String ALL = "/waiting";
    private static final String LIVE = ALL + "/live";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    @Override
    public void addTo(PageRoutes routes) {
        PageRoutes operators = routes.forOperators();
        operators.get(ALL, Ability.VIEW, visit -> Reply.page("waiting/waiting", stages(visit)));
        operators.live(
                LIVE,
                Ability.VIEW,
                LOOK_EVERY,
                visit -> Reply.part("waiting/stages", stages(visit)));
        new LanePages().addTo(routes);
    }

    private static WaitingStages stages(Visit visit) {
        return WaitingStages.of(visit.api().get("/v1/waiting", Map.of()), visit.pathAs(LIVE));
    }
}
