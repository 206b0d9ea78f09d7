package dev.hooklane.console.endpoint;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends an endpoint a test and shows the result in place. */
final class TestPages implements Pages {
    private static final String RESULT = "endpoint/tested";

    /** Longer than most endpoints take; for a slower one, the page asks again. */
    private static final String WAIT = "2s";

    @Override
    public void addTo(PageRoutes routes) {
        routes.post(OneEndpointPages.ONE + "/test", Ability.MANAGE, TestPages::test);
        routes.get(OneEndpointPages.ONE + "/tested/{delivery}", Ability.VIEW, TestPages::tested);
        routes.get(OneEndpointPages.ONE + "/example", Ability.VIEW, TestPages::example);
    }

    /** Returns the types that a test can send, the default first. */
    static List<String> types(ApiClient api) {
        return Stream.concat(
                        Stream.of(EventCatalogue.TEST),
                        EventCatalogue.of(api).entries().stream().map(CatalogueEntry::name))
                .distinct()
                .toList();
    }

    private static Reply test(Visit visit) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        if (!visit.form("type").equals(EventCatalogue.TEST)) {
            body.put("type", visit.form("type"));
        }
        JsonNode sent =
                visit.api().post(OneEndpointPages.apiPath(visit) + "/test?wait=" + WAIT, body);
        return Reply.part(
                RESULT,
                sent.has("attempts")
                        ? TestResult.of(sent)
                        : pending(visit, sent.path("delivery").asString()));
    }

    private static Reply tested(Visit visit) {
        String delivery = visit.path("delivery");
        try {
            JsonNode known =
                    visit.api().get("/v1/deliveries/" + ApiClient.encoded(delivery), Map.of());
            return Reply.part(RESULT, TestResult.of(known));
        } catch (ApiException e) {
            if (e.status() == 404) {
                return Reply.part(RESULT, pending(visit, delivery));
            }
            throw e;
        }
    }

    private static TestResult pending(Visit visit, String delivery) {
        return TestResult.pending(
                OneEndpointPages.path(visit) + "/tested/" + ApiClient.encoded(delivery));
    }

    private static Reply example(Visit visit) {
        return Reply.part(
                "endpoint/example",
                EventCatalogue.of(visit.api())
                        .find(visit.query("type").orElse(EventCatalogue.TEST))
                        .map(entry ->
                                new CodeSample("example", entry.description(), entry.example()))
                        .orElse(new CodeSample("example", "", "")));
    }
}
