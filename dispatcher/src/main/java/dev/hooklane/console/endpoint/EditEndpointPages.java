package dev.hooklane.console.endpoint;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient.Versioned;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Changes an endpoint: all its own settings in one form. */
final class EditEndpointPages implements Pages {
    private static final String EDIT = OneEndpointPages.ONE + "/edit";
    private static final String FORM = "endpoint/edit";
    private static final int CHANGED_MEANWHILE = 412;
    private static final Set<Integer> REFUSED = Set.of(400, 409, CHANGED_MEANWHILE, 413, 422);

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(EDIT, Ability.MANAGE, EditEndpointPages::form);
        routes.post(EDIT, Ability.MANAGE, EditEndpointPages::change);
    }

    private static Reply form(Visit visit) {
        Versioned found = visit.api().get(OneEndpointPages.apiPath(visit));
        JsonNode json = found.json();
        if (ShownEndpoint.isListener(json)) {
            return Reply.to(OneEndpointPages.path(visit));
        }
        return Reply.page(
                FORM,
                new EndpointForm(
                        OneEndpointPages.path(visit),
                        found.version(),
                        json.path("url").asString(),
                        json.path("description").asString(""),
                        EventChoice.of(
                                EventCatalogue.of(visit.api()),
                                Set.copyOf(ShownEndpoint.texts(json.path("eventTypes")))),
                        json.path("filter").isObject() ? json.path("filter").toPrettyString() : "",
                        json.path("timeout").asString(""),
                        json.path("maxInFlight").asString(""),
                        EndpointSettingsText.perSecond(json),
                        EndpointSettingsText.burst(json),
                        json.path("ordered").asBoolean(false),
                        EndpointSettingsText.isSignedByKeyPair(json),
                        EndpointSettingsText.schedule(json),
                        List.copyOf(json.path("headers").propertyNames()),
                        "",
                        false,
                        Map.of()));
    }

    private static Reply change(Visit visit) {
        Versioned now = visit.api().get(OneEndpointPages.apiPath(visit));
        EndpointChange change = EndpointChange.of(visit, now.json());
        if (!change.problems().isEmpty()) {
            return again(visit, visit.form("version"), now.json(), change.problems());
        }
        if (change.body().isEmpty()) {
            return Reply.to(OneEndpointPages.path(visit));
        }
        try {
            visit.api()
                    .patch(OneEndpointPages.apiPath(visit), change.body(), visit.form("version"));
            return Reply.to(OneEndpointPages.path(visit));
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            return e.status() == CHANGED_MEANWHILE
                    ? again(
                            visit,
                            now.version(),
                            now.json(),
                            Map.of(
                                    "",
                                    "Someone else changed this webhook after you opened this"
                                            + " page. Your values are shown; save again to"
                                            + " overwrite theirs."))
                    : again(
                            visit,
                            visit.form("version"),
                            now.json(),
                            Map.of(e.field(), NewEndpointPages.inWords(e.field(), e.detail())));
        }
    }

    /** Shows the submitted form again, with its problems. */
    private static Reply again(
            Visit visit, String version, JsonNode now, Map<String, String> problems) {
        return Reply.refused(
                FORM,
                new EndpointForm(
                        OneEndpointPages.path(visit),
                        version,
                        visit.form("url"),
                        visit.form("description"),
                        EventChoice.of(
                                EventCatalogue.of(visit.api()),
                                Set.copyOf(EndpointChange.patterns(visit))),
                        visit.form("filter"),
                        visit.form("timeout"),
                        visit.form("maxInFlight"),
                        visit.form("perSecond"),
                        visit.form("burst"),
                        !visit.form("ordered").isEmpty(),
                        !visit.form("keyPair").isEmpty(),
                        visit.form("schedule"),
                        List.copyOf(now.path("headers").propertyNames()),
                        visit.form("newHeaders"),
                        !visit.form("noHeaders").isEmpty(),
                        problems));
    }
}
