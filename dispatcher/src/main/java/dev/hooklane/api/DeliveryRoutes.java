package dev.hooklane.api;

import dev.hooklane.deadletter.ManualRetry;
import dev.hooklane.deadletter.RetryResult;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.problem.ProblemCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows deliveries and their outcomes, and retries them by hand. */
final class DeliveryRoutes implements Routes {
    private static final List<String> RETRIED =
            List.of(DeliveryStatus.Kind.DEAD.wireName(), DeliveryStatus.Kind.DELIVERED.wireName());

    private final HistoryStore history;
    private final OtherInstances others;
    private final DeliveryLists lists;
    private final ManualRetry retry;
    private final CallQuotas quotas;

    DeliveryRoutes(
            HistoryStore history,
            OtherInstances others,
            DeliveryLists lists,
            ManualRetry retry,
            CallQuotas quotas) {
        this.history = history;
        this.others = others;
        this.lists = lists;
        this.retry = retry;
        this.quotas = quotas;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/deliveries", this::list, RouteAccess.VIEW);
        routes.get("/v1/deliveries/{id}", this::read, RouteAccess.VIEW);
        routes.post("/v1/deliveries/{id}/retry", quotas.shared(this::retry), RouteAccess.REPLAY);
    }

    private void list(Context context) {
        DeliveryLists.answer(context, lists.page(context, lists.query(context)));
    }

    private void read(Context context) {
        DeliveryId id = Parameters.deliveryId(context);
        others.answer(
                context,
                id.endpoint(),
                () -> {
                    DeliveryHistory delivery = find(context, id);
                    Answers.json(context, 200, json -> DeliveryJson.write(delivery, json));
                });
    }

    private void retry(Context context) {
        DeliveryId id = Parameters.deliveryId(context);
        Optional<DeliveryStatus.Kind> status =
                Parameters.choice(context, "status", RETRIED).flatMap(DeliveryStatus.Kind::find);
        others.answer(context, id.endpoint(), () -> retryHere(context, id, status));
    }

    private void retryHere(
            Context context, DeliveryId wanted, Optional<DeliveryStatus.Kind> status) {
        DeliveryHistory delivery = find(context, wanted);
        AccountId account = delivery.event().account();
        quotas.retry(context, account);
        Audit.account(context, Optional.of(account));
        switch (retry.retry(delivery, status)) {
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
            case RetryResult.OtherStatus(DeliveryId id, DeliveryStatus now) ->
                    throw Problem.conflict(
                            ProblemCode.NOT_A_DEAD_LETTER,
                            "delivery %s is %s; %s".formatted(id, now.name(), why(now)));
            case RetryResult.EndpointNotEnabled(EndpointId endpoint, String state) ->
                    throw Problem.conflict(
                            ProblemCode.ENDPOINT_NOT_ENABLED,
                            "endpoint %s is %s, so nothing would be sent to it"
                                    .formatted(endpoint, state));
            case RetryResult.UnderWay(DeliveryId id) ->
                    throw Problem.conflict(
                            ProblemCode.RETRY_UNDER_WAY,
                            "delivery %s is already being retried; that attempt has no outcome yet"
                                    .formatted(id));
            case RetryResult.TooOften(DeliveryId id, Duration pause) ->
                    throw Problem.tooManyTries(
                            ("delivery %s was retried too often; the limit is 10 manual retries"
                                            + " per minute")
                                    .formatted(id),
                            (int) Math.ceilDiv(pause.toMillis(), 1_000));
            case RetryResult.PayloadGone(DeliveryId id) ->
                    throw Problem.conflict(
                            ProblemCode.PAYLOAD_GONE,
                            "the events topic no longer holds the payload of delivery %s"
                                    .formatted(id));
        }
    }

    /** Returns why a delivery with another status than the wanted one is not retried. */
    private static String why(DeliveryStatus now) {
        return switch (now) {
            case DeliveryStatus.Waiting(Instant next) ->
                    "it is attempted again by itself, at about " + next;
            case DeliveryStatus.Cancelled _ ->
                    "its endpoint was deleted or its event was erased, so it can't be retried";
            case DeliveryStatus.Delivered _ ->
                    "only a dead letter is retried unless status=delivered asks for it";
            case DeliveryStatus.Dead _ -> "status=delivered asks for one that was delivered";
        };
    }

    /** Returns the delivery with this id, if the caller may see it. */
    private DeliveryHistory find(Context context, DeliveryId id) {
        return history.find(id)
                .filter(delivery -> Access.maySee(context, delivery.event().account()))
                .orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(DeliveryId id) {
        return Problem.notFound(
                "delivery %s is not known: it was not attempted yet, or does not exist"
                        .formatted(id));
    }
}
