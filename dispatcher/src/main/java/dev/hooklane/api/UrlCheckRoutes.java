package dev.hooklane.api;

import dev.hooklane.event.VisibleText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Checks whether a URL may be used for an endpoint, before there is one. Changes nothing. */
final class UrlCheckRoutes implements Routes {
    static final String CHECK = "/v1/endpoints/check";
    private static final String URL = "url";

    private final EndpointChecks checks;
    private final CallQuotas quotas;

    UrlCheckRoutes(EndpointChecks checks, CallQuotas quotas) {
        this.checks = checks;
        this.quotas = quotas;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(CHECK, quotas.shared(this::check), RouteAccess.MANAGE);
    }

    private void check(Context context) throws IOException {
        String url = JsonFields.read(Bodies.read(context), Set.of(URL)).required(URL);
        List<String> problems = checks.urlProblems(url, Access.caller(context));
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("allowed", problems.isEmpty());
                    json.writeName("problems");
                    json.writeStartArray();
                    problems.forEach(problem -> json.writeString(VisibleText.excerpt(problem)));
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}
