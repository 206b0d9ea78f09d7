package dev.hooklane.console.delivery;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.ShownJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One delivery: its state, its requests and responses, and a manual retry. */
final class OneDeliveryPages implements Pages {
    private static final String ONE = DeliveryPages.ALL + "/{id}";
    private static final String RETRIED = "retried";
    private static final String ONCE = "once";
    private static final int UNAUTHORIZED = 401;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final int attempts;
    private final SentHeaders headers;

    /**
     * @param attempts the number of attempts in the installation's schedule
     */
    OneDeliveryPages(int attempts, SentHeaders headers) {
        this.attempts = attempts;
        this.headers = headers;
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ONE, Ability.VIEW, this::show);
        routes.live(
                ONE + "/live",
                Ability.VIEW,
                LOOK_EVERY,
                visit -> {
                    JsonNode json = read(visit);
                    return Reply.part(
                            "delivery/state",
                            state(
                                    visit,
                                    json,
                                    endpoint(visit, json),
                                    visit.query(ONCE).orElse("")));
                });
        routes.post(ONE + "/retry", Ability.REPLAY, OneDeliveryPages::retry);
    }

    static String apiPath(String id) {
        return "/v1/deliveries/" + ApiClient.encoded(id);
    }

    private static JsonNode read(Visit visit) {
        return visit.api().get(apiPath(visit.path("id")), Map.of());
    }

    private static KnownEndpoint endpoint(Visit visit, JsonNode json) {
        String id = json.path("endpoint").asString();
        return KnownEndpoints.of(visit.api(), List.of(id)).get(id);
    }

    /**
     * Returns the delivery's state.
     *
     * @param once idempotency token of the retry; it stays the same while the page is open
     */
    private DeliveryState state(Visit visit, JsonNode json, KnownEndpoint endpoint, String once) {
        return DeliveryState.of(
                json,
                endpoint,
                endpoint.attempts().orElse(attempts),
                retried(visit),
                visit.may(Ability.REPLAY) ? once : "",
                headers);
    }

    /** Returns the number of the manually retried attempt. */
    private static int retried(Visit visit) {
        return visit.query(RETRIED)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    private Reply show(Visit visit) {
        JsonNode json = read(visit);
        KnownEndpoint endpoint = endpoint(visit, json);
        String once = UUID.randomUUID().toString();
        DeliveryState state = state(visit, json, endpoint, once);
        Payload payload = payload(visit, json);
        return Reply.page(
                "delivery/one",
                new DeliveryView(
                        json.path("id").asString(),
                        json.path("type").asString(),
                        json.path("event").asString(),
                        eventPath(json),
                        endpoint,
                        json.path("account").asString(),
                        DeliveryWords.trigger(json.path("trigger").asString()),
                        Instant.parse(json.path("publishedAt").asString()),
                        state,
                        payload.json(),
                        payload.missing(),
                        state.coming().isEmpty()
                                ? ""
                                : new Address(visit.pathAs(state.path() + "/live"))
                                        .with(ONCE, once)
                                        .text()));
    }

    private static String eventPath(JsonNode json) {
        return new Address("/events/" + ApiClient.encoded(json.path("event").asString()))
                .with("at", json.path("origin").asString())
                .text();
    }

    /** The payload, or why it can't be shown. */
    private record Payload(Optional<ShownJson> json, String missing) {}

    private static Payload payload(Visit visit, JsonNode json) {
        try {
            String event =
                    visit.api()
                            .text(
                                    "/v1/events/"
                                            + ApiClient.encoded(json.path("event").asString()),
                                    Map.of(
                                            "account", json.path("account").asString(),
                                            "at", json.path("origin").asString()));
            Optional<ShownJson> payload = ShownJson.fieldOf(event, "payload");
            return new Payload(
                    payload,
                    payload.isPresent() ? "" : "The events topic no longer holds the payload.");
        } catch (ApiException e) {
            if (e.status() == UNAUTHORIZED) {
                throw e;
            }
            return new Payload(
                    Optional.empty(),
                    e.status() == 404
                            ? "The events topic no longer holds the payload."
                            : "The payload can’t be loaded right now.");
        }
    }

    private static Reply retry(Visit visit) {
        String id = visit.path("id");
        JsonNode retried =
                visit.api()
                        .post(
                                Retrying.apiPath(id, visit.form("as")),
                                JsonMapper.shared().createObjectNode(),
                                visit.form(ONCE));
        return Reply.to(
                new Address(DeliveryPages.path(id))
                        .with(RETRIED, retried.path("attempt").asString())
                        .text());
    }
}
