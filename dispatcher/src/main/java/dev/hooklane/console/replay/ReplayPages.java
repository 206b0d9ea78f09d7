package dev.hooklane.console.replay;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Started replays: a list, and each with its progress. */
public final class ReplayPages implements Pages {
    static final String ALL = "/replays";
    private static final String ONE = ALL + "/{id}";
    private static final String LIVE = ALL + "/live";
    private static final String PAGE_SIZE = "50";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Override
    public void addTo(PageRoutes routes) {
        new NewReplayPages().addTo(routes);
        routes.get(ALL, Ability.VIEW, visit -> Reply.page("replay/list", replays(visit)));
        routes.live(
                LIVE, Ability.VIEW, LOOK_EVERY, visit -> Reply.part("replay/rows", replays(visit)));
        routes.get(ONE, Ability.VIEW, visit -> Reply.page("replay/one", replay(visit)));
        routes.live(
                ONE + "/live",
                Ability.VIEW,
                LOOK_EVERY,
                visit -> Reply.part("replay/progress", replay(visit)));
        for (String wish : List.of("pause", "resume", "cancel")) {
            routes.post(ONE + "/" + wish, Ability.REPLAY, visit -> wish(visit, wish));
        }
        routes.post(ONE + "/rate", Ability.REPLAY, ReplayPages::changeRate);
    }

    static String path(String id) {
        return ALL + "/" + ApiClient.encoded(id);
    }

    private static String apiPath(Visit visit) {
        return "/v1/replays/" + ApiClient.encoded(visit.path("id"));
    }

    private static ReplayList replays(Visit visit) {
        JsonNode page =
                visit.api()
                        .get(
                                "/v1/replays",
                                Map.of(
                                        "account",
                                        visit.account().orElse(""),
                                        "endpoint",
                                        visit.query("endpoint").orElse(""),
                                        "cursor",
                                        visit.query("cursor").orElse(""),
                                        "limit",
                                        PAGE_SIZE));
        KnownEndpoints endpoints =
                KnownEndpoints.of(
                        visit.api(),
                        page.path("replays")
                                .valueStream()
                                .map(each -> each.path("endpoint").asString())
                                .toList());
        Paging paging =
                Paging.of(
                        visit,
                        new Address(ALL).with("endpoint", visit.query("endpoint").orElse("")),
                        page);
        return new ReplayList(
                page.path("replays")
                        .valueStream()
                        .map(each ->
                                ShownReplay.of(
                                        each, endpoints.get(each.path("endpoint").asString())))
                        .toList(),
                visit.account().isEmpty(),
                visit.may(Ability.REPLAY),
                paging.first(),
                paging.next(),
                paging.first().isEmpty() ? visit.pathAs(LIVE) : "");
    }

    private static ReplayView replay(Visit visit) {
        JsonNode json = visit.api().get(apiPath(visit), Map.of());
        String endpoint = json.path("endpoint").asString();
        ShownReplay replay =
                ShownReplay.of(
                        json, KnownEndpoints.of(visit.api(), List.of(endpoint)).get(endpoint));
        return new ReplayView(
                replay,
                visit.may(Ability.REPLAY),
                replay.unfinished() ? visit.pathAs(replay.path() + "/live") : "");
    }

    private static Reply wish(Visit visit, String wish) {
        visit.api().post(apiPath(visit) + "/" + wish, JsonMapper.shared().createObjectNode());
        return Reply.to(path(visit.path("id")));
    }

    private static Reply changeRate(Visit visit) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        String rate = visit.form("rate");
        if (rate.matches("[0-9]{1,6}")) {
            body.put("ratePerSecond", Integer.parseInt(rate));
        } else {
            body.put("ratePerSecond", rate);
        }
        visit.api().patch(apiPath(visit), body);
        return Reply.to(path(visit.path("id")));
    }
}
