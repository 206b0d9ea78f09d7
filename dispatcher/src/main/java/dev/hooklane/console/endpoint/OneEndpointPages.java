package dev.hooklane.console.endpoint;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One endpoint: its health, pausing and enabling, its secret, and deletion. */
final class OneEndpointPages implements Pages {
    static final String ONE = EndpointPages.ALL + "/{id}";

    private final VerificationCode code;

    OneEndpointPages(VerificationCode code) {
        this.code = code;
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ONE, Ability.VIEW, this::show);
        routes.post(ONE + "/state", Ability.MANAGE, OneEndpointPages::setState);
        routes.post(ONE + "/secret", Ability.SECRETS, this::rotate);
        routes.post(ONE + "/signing-key", Ability.MANAGE, OneEndpointPages::rotateSigningKey);
        routes.post(ONE + "/remove", Ability.MANAGE, OneEndpointPages::remove);
    }

    /** Returns its path in the API. */
    static String apiPath(Visit visit) {
        return "/v1/endpoints/" + ApiClient.encoded(visit.path("id"));
    }

    /** Returns the path of its page. */
    static String path(Visit visit) {
        return EndpointPages.ALL + "/" + ApiClient.encoded(visit.path("id"));
    }

    private Reply show(Visit visit) {
        JsonNode json = visit.api().get(apiPath(visit), Map.of());
        String id = json.path("id").asString();
        boolean mayManage = visit.may(Ability.MANAGE);
        return Reply.page(
                "endpoint/one",
                new EndpointView(
                        ShownEndpoint.of(json),
                        Optional.ofNullable(Statistics.of(visit.api(), List.of(id)).get(id)),
                        mayManage,
                        visit.may(Ability.SECRETS),
                        visit.may(Ability.REPLAY),
                        mayManage ? TestPages.types(visit.api()) : List.of(),
                        UUID.randomUUID().toString(),
                        code.simple(),
                        code.standard(),
                        code.publicKey(json)));
    }

    private static Reply setState(Visit visit) {
        visit.api()
                .patch(
                        apiPath(visit),
                        JsonMapper.shared().createObjectNode().put("state", visit.form("state")));
        return Reply.to(path(visit));
    }

    private Reply rotate(Visit visit) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("overlap", visit.form("overlap"));
        JsonNode json =
                visit.api().post(apiPath(visit) + "/secret/rotate", body, visit.form("once"));
        Optional<Instant> oldUntil =
                json.path("secrets")
                        .valueStream()
                        .skip(1)
                        .findFirst()
                        .flatMap(old -> old.path("validUntil").stringValueOpt())
                        .map(Instant::parse);
        return Reply.page(
                "endpoint/secret",
                new ShownSecret(
                        path(visit),
                        ShownUrl.of(json.path("url").asString()),
                        json.path("secret").asString(),
                        false,
                        oldUntil,
                        code.simple(),
                        code.standard(),
                        code.publicKey(json)));
    }

    private static Reply rotateSigningKey(Visit visit) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("overlap", visit.form("overlap"));
        visit.api().post(apiPath(visit) + "/signing-key/rotate", body, visit.form("once"));
        return Reply.to(path(visit));
    }

    private static Reply remove(Visit visit) {
        visit.api().delete(apiPath(visit));
        return Reply.to(EndpointPages.ALL);
    }
}
