package dev.hooklane.console.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Starts replays: which deliveries, how many there are, and at which rate. */
final class NewReplayPages implements Pages {
    private static final String NEW = "/replays/new";
    private static final String FORM = "replay/new";
    private static final String RATE = "50";
    private static final Set<Integer> REFUSED = Set.of(400, 404, 409, 422);

    /** The number of unfinished replays that an account may have. */
    private static final int ENDPOINTS_MAX = 10;

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(NEW, Ability.REPLAY, NewReplayPages::form);
        routes.post(NEW, Ability.REPLAY, NewReplayPages::start);
        routes.get("/webhooks/{id}/missed", Ability.REPLAY, NewReplayPages::missed);
    }

    private static Reply form(Visit visit) {
        return Reply.page(FORM, view(visit, ReplayWish.asked(visit), RATE, ""));
    }

    private static NewReplayView view(Visit visit, ReplayWish wish, String rate, String problem) {
        List<KnownEndpoint> choices =
                visit.account()
                        .map(account -> KnownEndpoints.choices(visit.api(), account))
                        .orElse(List.of());
        List<KnownEndpoint> wanted =
                wish.endpoint().isEmpty()
                        ? choices
                        : List.of(
                                KnownEndpoints.of(visit.api(), List.of(wish.endpoint()))
                                        .get(wish.endpoint()));
        List<KnownEndpoint> looked = wanted.stream().limit(ENDPOINTS_MAX).toList();
        List<CountedEndpoint> counted = List.of();
        String why = problem;
        try {
            counted = Counting.of(visit.api(), wish, looked);
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            why = problem.isEmpty() ? e.detail() : problem;
        }
        return new NewReplayView(
                wish,
                wish.endpoint().isEmpty() && visit.account().isEmpty(),
                choices,
                counted,
                wanted.size() - looked.size(),
                rate,
                why,
                UUID.randomUUID().toString());
    }

    private static Reply start(Visit visit) {
        List<String> endpoints = visit.forms("endpoint").stream().distinct().toList();
        ReplayWish wish = ReplayWish.sent(visit, endpoints.size() == 1 ? endpoints.getFirst() : "");
        String rate = visit.form("rate");
        if (endpoints.isEmpty()) {
            return refused(visit, wish, rate, "Choose at least one webhook.");
        }
        if (!rate.matches("[0-9]{1,6}")) {
            return refused(visit, wish, rate, "“%s” is not a whole number.".formatted(rate));
        }
        List<String> started = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String endpoint : endpoints.stream().limit(ENDPOINTS_MAX).toList()) {
            ObjectNode body = wish.body(endpoint).put("ratePerSecond", Integer.parseInt(rate));
            try {
                JsonNode replay =
                        visit.api().post("/v1/replays", body, once(visit.form("once"), endpoint));
                started.add(replay.path("id").asString());
            } catch (ApiException e) {
                if (!REFUSED.contains(e.status())) {
                    throw e;
                }
                problems.add(e.detail());
            }
        }
        if (!problems.isEmpty()) {
            return refused(visit, wish, rate, inWords(started.size(), problems));
        }
        return Reply.to(
                started.size() == 1 ? ReplayPages.path(started.getFirst()) : ReplayPages.ALL);
    }

    private static String inWords(int started, List<String> problems) {
        String why = String.join("; ", problems);
        return started == 0
                ? why
                : "%s started; the others did not: %s"
                        .formatted(Texts.count(started, "replay"), why);
    }

    private static Reply refused(Visit visit, ReplayWish wish, String rate, String problem) {
        return Reply.refused(FORM, view(visit, wish, rate, problem));
    }

    /** Returns the same token if a form is sent twice. */
    private static String once(String form, String endpoint) {
        return UUID.nameUUIDFromBytes((form + "\n" + endpoint).getBytes(UTF_8)).toString();
    }

    /** Shows on an endpoint's page what it missed while it was paused or disabled. */
    private static Reply missed(Visit visit) {
        ReplayWish wish = new ReplayWish(visit.path("id"), "missed", "", "", "");
        ApiClient api = visit.api();
        KnownEndpoint endpoint =
                KnownEndpoints.of(api, List.of(wish.endpoint())).get(wish.endpoint());
        return Reply.part(
                "replay/missed", new MissedView(Counting.of(api, wish, endpoint), wish.path()));
    }
}
