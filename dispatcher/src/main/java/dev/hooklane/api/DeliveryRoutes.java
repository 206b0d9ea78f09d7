package dev.hooklane.api;

import dev.hooklane.deadletter.DeadLetterFilter;
import dev.hooklane.deadletter.DeadLetterPage;
import dev.hooklane.deadletter.DeadLetters;
import dev.hooklane.deadletter.Histories;
import dev.hooklane.deadletter.ManualRetry;
import dev.hooklane.deadletter.RetryResult;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;

/** What became of deliveries, and retrying those that are dead letters. */
final class DeliveryRoutes implements Routes {
    private static final int LISTED_BY_DEFAULT = 50;

    private final Histories histories;
    private final ManualRetry retry;
    private final DeadLetters deadLetters;

    DeliveryRoutes(Histories histories, ManualRetry retry, DeadLetters deadLetters) {
        this.histories = histories;
        this.retry = retry;
        this.deadLetters = deadLetters;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/deliveries/{id}", this::read, May.USE_ACCOUNT);
        routes.post("/v1/deliveries/{id}/retry", this::retry, May.USE_ACCOUNT);
        routes.get("/v1/dead-letters", this::list, May.USE_ACCOUNT);
    }

    private void read(Context context) {
        DeliveryHistory delivery = find(context);
        Answers.json(context, 200, json -> DeliveryJson.write(delivery, json));
    }

    private void retry(Context context) {
        DeliveryHistory delivery = find(context);
        Audit.account(context, Optional.of(delivery.event().account()));
        switch (retry.retry(delivery.id())) {
            case RetryResult.Accepted(DeliveryId id, int attempt) ->
                    Answers.json(
                            context,
                            202,
                            json -> {
                                json.writeStartObject();
                                json.writeStringProperty("delivery", id.value());
                                json.writeNumberProperty("attempt", attempt);
                                json.writeEndObject();
                            });
            case RetryResult.NotFound(DeliveryId id) -> throw unknown(id);
            case RetryResult.NotDead(DeliveryId id, DeliveryStatus status) ->
                    throw Problem.conflict(
                            "delivery %s is %s; only a dead letter can be retried"
                                    .formatted(id, status.name()));
            case RetryResult.EndpointNotEnabled(EndpointId endpoint, String state) ->
                    throw Problem.conflict(
                            "endpoint %s is %s, so nothing would be sent to it"
                                    .formatted(endpoint, state));
            case RetryResult.PayloadGone(DeliveryId id) ->
                    throw Problem.conflict(
                            "the payload of delivery %s is older than what the events topic keeps"
                                    .formatted(id));
        }
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("account", "endpoint", "limit"));
        DeadLetterFilter filter =
                new DeadLetterFilter(Access.account(context), Parameters.endpoint(context));
        DeadLetterPage page =
                deadLetters.list(
                        filter,
                        Parameters.limit(context, LISTED_BY_DEFAULT, DeadLetters.LIMIT_MAX));
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeName("deadLetters");
                    json.writeStartArray();
                    page.letters().forEach(letter -> DeliveryJson.write(letter, json));
                    json.writeEndArray();
                    json.writeBooleanProperty("more", page.more());
                    json.writeEndObject();
                });
    }

    /** The delivery that the path names, if the caller may see it. */
    private DeliveryHistory find(Context context) {
        DeliveryId id = Parameters.deliveryId(context);
        return histories
                .find(id)
                .filter(delivery -> Access.maySee(context, delivery.event().account()))
                .orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(DeliveryId id) {
        return Problem.notFound(
                "nothing is known of delivery %s: it was not attempted yet, or there is none"
                        .formatted(id));
    }
}
