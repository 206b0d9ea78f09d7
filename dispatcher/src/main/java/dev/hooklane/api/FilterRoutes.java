package dev.hooklane.api;

import dev.hooklane.filter.EventData;
import dev.hooklane.filter.EventFilter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Tries a filter on a sample before an endpoint uses it. Changes nothing. */
final class FilterRoutes implements Routes {
    static final String TRY = "/v1/filters/try";
    private static final String DATA = "data";

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(TRY, FilterRoutes::tryIt, RouteAccess.VIEW);
    }

    private static void tryIt(Context context) throws IOException {
        byte[] body = Bodies.read(context);
        JsonFields fields = JsonFields.read(body, Set.of(FilterDraft.FILTER, DATA));
        EventFilter filter = FilterDraft.filter(required(fields, FilterDraft.FILTER));
        if (!required(fields, DATA).isObject()) {
            throw Problem.invalid(DATA, "data is not an object");
        }
        EventFilter.Verdict verdict = filter.judge(new EventData(body));
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("matches", verdict.matches());
                    json.writeStringProperty("because", verdict.place());
                    json.writeEndObject();
                });
    }

    private static JsonNode required(JsonFields fields, String name) {
        return fields.json(name).orElseThrow(() -> Problem.invalid(name, name + " is missing"));
    }
}
