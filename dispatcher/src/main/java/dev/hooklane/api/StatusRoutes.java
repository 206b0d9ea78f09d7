package dev.hooklane.api;

import dev.hooklane.edge.Edge;
import dev.hooklane.metrics.Prometheus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;

/** What a client may read without a key: metrics, health, and what this service is. */
final class StatusRoutes implements Routes {
    private static final String INDEX =
            """
            Hooklane delivers domain events to customers' webhooks.

            In a browser, / is the console.

            Without a key:
              GET    /health/live               whether the process is alive
              GET    /health/ready              whether it can do its work, and if not, which part can't
              GET    /metrics                   Prometheus metrics
              GET    /docs/api                  the API to browse and try, in a browser
              GET    /docs/api/{file}           the files of that page
              GET    /openapi.yaml              the API as OpenAPI 3.1

            With 'Authorization: Bearer <key>', of an operator unless a role is named:
              POST   /v1/endpoints              create an endpoint: account, url, eventTypes, description?, headers?
              GET    /v1/endpoints              list them: ?account= &state= &cursor= &limit=
              GET    /v1/endpoints/{id}         read one
              POST   /v1/endpoints/check        check whether an endpoint may have a URL: url
              PATCH  /v1/endpoints/{id}         change one: url, eventTypes, description, headers, state
              DELETE /v1/endpoints/{id}         delete one
              GET    /v1/endpoints/{id}/statistics  its attempts in the last 24 hours, by hour
              GET    /v1/statistics             the same for up to 100 endpoints: ?endpoints=
              GET    /v1/overview               how an account does, or the whole installation: ?account=
              POST   /v1/endpoints/{id}/test    send it a test and wait for the result: ?wait=, type?
              POST   /v1/listeners              open a stream with a temporary endpoint: account, eventTypes?, filter?, secret?, lasts?
              POST   /v1/listeners/{id}/answers  report what a server answered to its requests: answers
              POST   /v1/listeners/{id}/requests  hand a request to a stream; for instances only
              POST   /v1/endpoints/{id}/secret/rotate  a new signing secret; the old one stays valid for overlap?
              POST   /v1/endpoints/{id}/signing-key/rotate  a new key pair, with signature ed25519; the old one signs too for overlap?
              POST   /v1/events                 publish: account, type, data, id?, timestamp?
              POST   /v1/events/batch           publish up to 500: {"events":[…]}; reports the result of each
              GET    /v1/events                 list them, newest first: ?account= &type= &from= &until= &cursor= &limit=
              GET    /v1/events/{id}            an event with its payload, and what happened to it at each endpoint: ?account= &at=
              GET    /v1/event-types            the catalogue (any role): ?archived= &cursor= &limit=
              GET    /v1/event-types/{name}     one type: description, example, schema (any role)
              PUT    /v1/event-types/{name}     add or replace one: description, example, schema?
              DELETE /v1/event-types/{name}     delete one that was added and is archived
              POST   /v1/event-types/{name}/archive  reject its new events
              POST   /v1/event-types/{name}/restore  accept its events again
              GET    /v1/sources                the topics of others whose records become events: ?cursor= &limit=
              POST   /v1/sources/try            what real records would become: topics, mapping, cluster?, from?, limit?
              GET    /v1/sources/{name}         read one, how far it has read, and how much is left
              PUT    /v1/sources/{name}         add or replace one: topics, mapping, cluster?, begin?, format?, keyFormat?, registry?, owner?
              DELETE /v1/sources/{name}         remove one
              POST   /v1/sources/{name}/pause   read nothing more for now
              POST   /v1/sources/{name}/resume  continue
              POST   /v1/sources/{name}/rewind  read all partitions from another place on: to
              GET    /v1/deliveries             list them: ?account= &endpoint= &event= &type= &status= &from= &until= &cursor= &limit=
              GET    /v1/deliveries/{id}        a delivery with all its attempts
              POST   /v1/deliveries/{id}/retry  retry a dead letter
              POST   /v1/replays                replay many: endpoint, select, ratePerSecond?, dryRun?
              GET    /v1/replays                list replays: ?account= &endpoint= &state= &cursor= &limit=
              GET    /v1/replays/{id}           the progress of one
              PATCH  /v1/replays/{id}           change one: ratePerSecond
              POST   /v1/replays/{id}/pause     send nothing more for now
              POST   /v1/replays/{id}/resume    resume one
              POST   /v1/replays/{id}/cancel    send nothing more at all
              POST   /v1/keys                   create a key: name, role (publisher, account, viewer, operator), account?, expiresAt?
              GET    /v1/keys                   list them: ?account= &cursor= &limit=
              GET    /v1/keys/me                the key of this request (any role)
              POST   /v1/sign-ins               the same, recorded in the audit trail (any role)
              POST   /v1/portal-links           create a link that lets a customer into the console: account, abilities?, expiresIn?, name?
              GET    /v1/portal-links           list them: ?account= &state= &cursor= &limit=
              GET    /v1/portal-links/{id}      read one
              DELETE /v1/portal-links/{id}      revoke one, and end its session
              POST   /v1/portal-sessions        exchange a link for a session, once (with the link as key)
              GET    /v1/keys/{id}              read one
              DELETE /v1/keys/{id}              revoke one
              GET    /v1/accounts               accounts that have endpoints, and how many: ?cursor= &limit=
              GET    /v1/egress                 the addresses that requests to endpoints come from (any role)
              GET    /v1/accounts/{account}/quotas  what an account may use, and how much of it it uses
              PUT    /v1/accounts/{account}/quotas  set limits for one account; those left out are the installation's
              POST   /v1/filters/try            whether an event matches a filter: filter, data
              GET    /.well-known/webhook-keys/{id}  an endpoint's public keys (no key needed)
              GET    /v1/secrets-key            the key that encrypts endpoints' secrets, and how many secrets other keys encrypted
              POST   /v1/secrets-key/reseal     re-encrypt those with the current key, 500 endpoints per call
              GET    /v1/manifest               event types, quotas, endpoints and keys, secrets sealed: ?account= &cursor= &limit=
              GET    /v1/manifest/owned         the endpoints that manifests describe: ?owner= &account= &cursor= &limit=
              POST   /v1/manifest/apply         make endpoints what a manifest says: owner, objects, dryRun?, force?
              POST   /v1/manifest/restore       bring back what the manifest listed: objects
              POST   /v1/erasures               erase an account with all its data, or one event: account, event?
              GET    /v1/erasures               list them: ?account= &cursor= &limit=
              GET    /v1/erasures/{id}          the progress of one, by place
              GET    /v1/rejected               rejected records: ?reason= &from= &until= &cursor= &limit=
              GET    /v1/rejected/{id}          one of them
              GET    /v1/waiting                how many records wait in Kafka, by topic, and since when
              GET    /v1/lanes                  endpoints whose deliveries are held up, worst first: ?limit=
              GET    /v1/audit                  who changed what: ?account= &key= &target= &from= &until= &cursor= &limit=

            A key with the role account can do everything with the endpoints, events and deliveries of its
            account. A key with the role publisher can publish, for its account or, without one, for all.
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
                here(context ->
                        context.contentType(Prometheus.CONTENT_TYPE).result(prometheus.scrape())));
        routes.get("/health/live", here(this::live));
        routes.get("/health/ready", here(this::ready));
    }

    /** Hides what has moved to the management port. */
    private static Handler here(Handler handler) {
        return context -> {
            if (Edge.statusElsewhere(context.req())) {
                throw Problem.notFound("metrics and health are on api.management-port");
            }
            handler.handle(context);
        };
    }

    /**
     * Reports hanging threads. A hanging thread won't recover, so a supervisor may restart the
     * process.
     */
    private void live(Context context) {
        List<String> silent = prometheus.supervision().silent();
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
