package dev.hooklane.console.endpoint;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient.Versioned;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes what an endpoint's server asks of clients: a bearer token, and certificates. Secrets are
 * sent to the API, and to no page.
 */
final class AccessPages implements Pages {
    private static final String ACCESS = OneEndpointPages.ONE + "/access";
    private static final String FORM = "endpoint/access";
    private static final String AUTHORIZATION = "authorization";
    private static final String TLS = "tls";
    private static final String SECRET = "clientSecret";
    private static final int CHANGED_MEANWHILE = 412;
    private static final Set<Integer> REFUSED = Set.of(400, 409, CHANGED_MEANWHILE, 413, 422);

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ACCESS, Ability.MANAGE, AccessPages::form);
        routes.post(ACCESS + "/authorization", Ability.MANAGE, AccessPages::setAuthorization);
        routes.post(ACCESS + "/certificates", Ability.MANAGE, AccessPages::setCertificates);
    }

    private static Reply form(Visit visit) {
        Versioned found = visit.api().get(OneEndpointPages.apiPath(visit));
        if (ShownEndpoint.isListener(found.json())) {
            return Reply.to(OneEndpointPages.path(visit));
        }
        return Reply.page(
                FORM, AccessForm.of(OneEndpointPages.path(visit), found.version(), found.json()));
    }

    private static Reply setAuthorization(Visit visit) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        if (!visit.form("remove").isEmpty()) {
            body.putNull(AUTHORIZATION);
        } else {
            ObjectNode client = body.putObject(AUTHORIZATION).put("type", "oauth2");
            client.put("tokenUrl", visit.form("tokenUrl"));
            client.put("clientId", visit.form("clientId"));
            // Left out, the one that the endpoint has stays.
            if (!visit.form(SECRET).isEmpty()) {
                client.put(SECRET, visit.form(SECRET));
            }
            putText(client, "scope", visit.form("scope"));
            putText(client, "audience", visit.form("audience"));
            putText(client, "method", visit.form("method"));
        }
        return change(visit, body);
    }

    private static Reply setCertificates(Visit visit) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        if (!visit.form("remove").isEmpty()) {
            body.putNull(TLS);
        } else {
            ObjectNode tls = body.putObject(TLS);
            putText(tls, "ca", visit.form("ca"));
            putText(tls, "clientCertificate", visit.form("clientCertificate"));
            putText(tls, "clientKey", visit.form("clientKey"));
        }
        return change(visit, body);
    }

    private static void putText(ObjectNode object, String name, String text) {
        if (text.isEmpty()) {
            object.putNull(name);
        } else {
            object.put(name, text);
        }
    }

    private static Reply change(Visit visit, ObjectNode body) {
        try {
            visit.api().patch(OneEndpointPages.apiPath(visit), body, visit.form("version"));
            return Reply.to(OneEndpointPages.path(visit));
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            return again(visit, body, e);
        }
    }

    /** Shows the submitted form again, without its secrets, and the other one as it is now. */
    private static Reply again(Visit visit, ObjectNode body, ApiException refusal) {
        Versioned now = visit.api().get(OneEndpointPages.apiPath(visit));
        JsonNode json = now.json();
        JsonNode typed = body.path(AUTHORIZATION);
        AccessForm.Client known = AccessForm.Client.of(json.path(AUTHORIZATION));
        AccessForm.Client client = typed.isObject() ? AccessForm.Client.of(typed) : known;
        boolean meanwhile = refusal.status() == CHANGED_MEANWHILE;
        return Reply.refused(
                FORM,
                new AccessForm(
                        OneEndpointPages.path(visit),
                        meanwhile ? now.version() : visit.form("version"),
                        new AccessForm.Client(
                                known.set(),
                                client.tokenUrl(),
                                client.clientId(),
                                client.scope(),
                                client.audience(),
                                client.method()),
                        AccessForm.Certificates.of(
                                json.path(TLS), visit.form("ca"), visit.form("clientCertificate")),
                        meanwhile
                                ? Map.of(
                                        "",
                                        "Someone else changed this webhook after you opened this"
                                                + " page. Your values are shown; enter secrets"
                                                + " again and save to overwrite theirs.")
                                : Map.of(refusal.field(), refusal.detail())));
    }
}
