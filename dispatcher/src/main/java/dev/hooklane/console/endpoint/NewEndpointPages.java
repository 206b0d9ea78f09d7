package dev.hooklane.console.endpoint;

import static java.util.stream.Collectors.joining;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds an endpoint: a form that checks the URL as it is typed, then the secret, shown once. */
final class NewEndpointPages implements Pages {
    private static final String NEW = "/webhooks/new";
    private static final String FORM = "endpoint/new";
    private static final Set<Integer> REFUSED = Set.of(400, 404, 409, 413, 422);

    private final VerificationCode code;

    NewEndpointPages(VerificationCode code) {
        this.code = code;
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(NEW, Ability.MANAGE, NewEndpointPages::form);
        routes.post(NEW, Ability.MANAGE, this::make);
        routes.post("/webhooks/check-url", Ability.MANAGE, NewEndpointPages::checkUrl);
    }

    private static Reply form(Visit visit) {
        return Reply.page(
                FORM,
                new NewEndpoint(
                        visit.account().isEmpty(),
                        "",
                        "",
                        "",
                        EventChoice.of(EventCatalogue.of(visit.api()), Set.of("*")),
                        comeFrom(visit),
                        UUID.randomUUID().toString(),
                        Map.of()));
    }

    private static String comeFrom(Visit visit) {
        return visit.api()
                .get("/v1/egress", Map.of())
                .path("addresses")
                .valueStream()
                .map(address -> address.asString().replaceAll("/(32|128)$", ""))
                .collect(joining(", "));
    }

    private static Reply checkUrl(Visit visit) {
        return Reply.part("endpoint/url-verdict", UrlVerdict.of(visit.api(), visit.form("url")));
    }

    private Reply make(Visit visit) {
        List<String> patterns =
                EventChoice.patterns(visit.form("scope").equals("all"), visit.forms("events"));
        ObjectNode body = JsonMapper.shared().createObjectNode();
        account(visit).ifPresent(account -> body.put("account", account));
        body.put("url", visit.form("url"));
        body.put("description", visit.form("description"));
        ArrayNode events = body.putArray("eventTypes");
        patterns.forEach(events::add);
        try {
            JsonNode made = visit.api().post("/v1/endpoints", body, visit.form("once"));
            return Reply.page(
                    "endpoint/secret",
                    new ShownSecret(
                            EndpointPages.ALL + "/" + made.path("id").asString(),
                            ShownUrl.of(made.path("url").asString()),
                            made.path("secret").asString(),
                            true,
                            Optional.empty(),
                            code.simple(),
                            code.standard(),
                            code.publicKey(made)));
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            return Reply.refused(FORM, again(visit, patterns, e));
        }
    }

    /** Returns the submitted form again, with its problems. */
    private static NewEndpoint again(Visit visit, List<String> patterns, ApiException refused) {
        String field = refused.status() == 404 ? "account" : refused.field();
        return new NewEndpoint(
                visit.account().isEmpty(),
                visit.form("owner"),
                visit.form("url"),
                visit.form("description"),
                EventChoice.of(EventCatalogue.of(visit.api()), Set.copyOf(patterns)),
                comeFrom(visit),
                // The corrected form is a new request.
                UUID.randomUUID().toString(),
                Map.of(field, inWords(field, refused.detail())));
    }

    static String inWords(String field, String detail) {
        return switch (field) {
            case "url" -> UrlVerdict.inWords(detail);
            case "eventTypes" ->
                    detail.startsWith("eventTypes is empty")
                            ? "Choose at least one event."
                            : detail;
            default -> detail;
        };
    }

    private static Optional<String> account(Visit visit) {
        return visit.account()
                .or(() -> Optional.of(visit.form("owner")).filter(text -> !text.isEmpty()));
    }
}
