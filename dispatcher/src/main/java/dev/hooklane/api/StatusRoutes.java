package dev.hooklane.api;

import dev.hooklane.metrics.Prometheus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** What a client may read without a key: metrics, health, and what this service is. */
final class StatusRoutes implements Routes {
    private static final String INDEX =
            """
            Hooklane delivers domain events to customers' webhooks.

            In a browser, / is the console.

            Without a key:
              GET    /health/live               is the process alive
              GET    /health/ready              can it do its work, and if not, which part
              GET    /metrics                   Prometheus metrics
              GET    /docs/api                  all of this to browse and to try, in a browser
              GET    /docs/api/{file}           what that page is made of
              GET    /openapi.yaml              the same for programs: OpenAPI 3.1

            With 'Authorization: Bearer <key>', of an operator or whoever is named:
              POST   /v1/endpoints              make an endpoint: account, url, eventTypes, description?, headers?
              GET    /v1/endpoints              list them: ?account= &state= &cursor= &limit=
              GET    /v1/endpoints/{id}         read one
              POST   /v1/endpoints/check        whether a URL could be an endpoint's: url
              PATCH  /v1/endpoints/{id}         change one: url, eventTypes, description, headers, state
              DELETE /v1/endpoints/{id}         delete one
              GET    /v1/endpoints/{id}/statistics  its attempts of the last 24 hours, by hour
              GET    /v1/statistics             the same of up to 100 endpoints: ?endpoints=
              POST   /v1/endpoints/{id}/test    send it a test, and wait for its result: ?wait=, type?
              POST   /v1/endpoints/{id}/secret/rotate  a new signing secret; the old one stays valid for overlap?
              POST   /v1/events                 publish: account, type, data, id?, timestamp?
              POST   /v1/events/batch           publish up to 500: {"events":[…]}; says of each what came of it
              GET    /v1/events                 list them, the newest first: ?account= &type= &from= &until= &cursor= &limit=
              GET    /v1/events/{id}            an event with its payload, and what became of it at each endpoint: ?account= &at=
              GET    /v1/event-types            the catalogue (any role): ?archived= &cursor= &limit=
              GET    /v1/event-types/{name}     one type: description, example, schema (any role)
              PUT    /v1/event-types/{name}     add or replace one: description, example, schema?
              DELETE /v1/event-types/{name}     delete one that was added and is archived
              POST   /v1/event-types/{name}/archive  no more of its events are accepted
              POST   /v1/event-types/{name}/restore  they are again
              GET    /v1/deliveries             list them: ?account= &endpoint= &event= &type= &status= &from= &until= &cursor= &limit=
              GET    /v1/deliveries/{id}        a delivery with all its attempts
              POST   /v1/deliveries/{id}/retry  retry a dead letter
              POST   /v1/replays                replay many: endpoint, select, ratePerSecond?, dryRun?
              GET    /v1/replays                list replays: ?account= &endpoint= &state= &cursor= &limit=
              GET    /v1/replays/{id}           how far one has come
              PATCH  /v1/replays/{id}           change one: ratePerSecond
              POST   /v1/replays/{id}/pause     send nothing more for now
              POST   /v1/replays/{id}/resume    go on
              POST   /v1/replays/{id}/cancel    send nothing more at all
              POST   /v1/keys                   make a key: name, role (publisher, account, operator), account?, expiresAt?
              GET    /v1/keys                   list them: ?account= &cursor= &limit=
              GET    /v1/keys/me                who the request's own key is (any role)
              POST   /v1/portal-links           let a customer into the console: account, abilities?, expiresIn?, name?
              GET    /v1/keys/{id}              read one
              DELETE /v1/keys/{id}              revoke one
              GET    /v1/accounts               those that have endpoints, and how many: ?cursor= &limit=
              POST   /v1/filters/try            whether a filter wants an event: filter, data
              GET    /v1/secrets-key            which key encrypts endpoints' secrets, and what other keys encrypted
              POST   /v1/secrets-key/reseal     encrypt that with the key of now, 500 endpoints a call
              POST   /v1/erasures               erase all of an account, or one event: account, event?
              GET    /v1/erasures               list them: ?account= &cursor= &limit=
              GET    /v1/erasures/{id}          how far one has come, place by place
              GET    /v1/rejected               records that could not be accepted: ?reason= &from= &until= &cursor= &limit=
              GET    /v1/rejected/{id}          one of them
              GET    /v1/waiting                what waits in Kafka, topic by topic, and since when
              GET    /v1/lanes                  endpoints that do not get what they are sent as it comes, the worst first: ?limit=
              GET    /v1/audit                  who changed what: ?account= &cursor= &limit=

            A key of role account does all with endpoints, events and deliveries of its account; a key of
            role publisher publishes, for its account or, without one, for all.
            """;

    private final Prometheus prometheus;
    private final Readiness readiness;

    StatusRoutes(Prometheus prometheus, Readiness readiness) {
        this.prometheus = prometheus;
        this.readiness = readiness;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/v1", context -> context.contentType("text/plain; charset=utf-8").result(INDEX));
        routes.get(
                "/openapi.yaml",
                context ->
                        context.contentType("application/yaml")
                                .result(StatusRoutes.class.getResourceAsStream("/openapi.yaml")));
        routes.get(
                "/metrics",
                context ->
                        context.contentType(Prometheus.CONTENT_TYPE).result(prometheus.scrape()));
        routes.get("/health/live", this::live);
        routes.get("/health/ready", this::ready);
    }

    /**
     * Reports hanging threads. A hanging thread won't recover, so a supervisor may restart the
     * process.
     */
    private void live(Context context) {
        List<String> silent = prometheus.threads().supervision().silent();
        Answers.json(
                context,
                silent.isEmpty() ? 200 : 503,
                json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("live", silent.isEmpty());
                    if (!silent.isEmpty()) {
                        json.writeName("silentThreads");
                        json.writeStartArray();
                        silent.forEach(json::writeString);
                        json.writeEndArray();
                    }
                    json.writeEndObject();
                });
    }

    private void ready(Context context) {
        List<Readiness.Part> parts = readiness.parts();
        boolean all = parts.stream().allMatch(Readiness.Part::ready);
        Answers.json(
                context,
                all ? 200 : 503,
                json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("ready", all);
                    json.writeName("parts");
                    json.writeStartArray();
                    for (Readiness.Part part : parts) {
                        json.writeStartObject();
                        json.writeStringProperty("name", part.name());
                        json.writeBooleanProperty("ready", part.ready());
                        if (!part.detail().isEmpty()) {
                            json.writeStringProperty("detail", part.detail());
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}
