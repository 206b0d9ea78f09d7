package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.VisibleText;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.history.HistoryUnavailableException;
import dev.hooklane.problem.ProblemCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Sends an endpoint a test event by the same path as any other event, and waits for its result. */
final class TestRoutes implements Routes {
    private static final String WAIT = "wait";
    private static final String TYPE = "type";
    private static final Duration WAIT_BY_DEFAULT = Duration.ofSeconds(5);
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final EventPublishing publishing;
    private final Catalogue catalogue;
    private final EndpointDirectory directory;
    private final HistoryStore history;
    private final OtherInstances others;

    TestRoutes(
            EventParts events,
            EndpointDirectory directory,
            HistoryStore history,
            OtherInstances others) {
        this.publishing = events.publishing();
        this.catalogue = events.catalogue();
        this.directory = directory;
        this.history = history;
        this.others = others;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/endpoints/{id}/test", this::test, RouteAccess.MANAGE);
    }

    private void test(Context context) throws IOException {
        Parameters.only(context, Set.of(WAIT));
        Duration wait =
                Parameters.duration(context, WAIT, Duration.ZERO, WAIT_MAX).orElse(WAIT_BY_DEFAULT);
        Endpoint endpoint = EndpointRoutes.find(directory, context);
        if (!(endpoint.state() instanceof EndpointState.Enabled)) {
            throw Problem.conflict(
                    ProblemCode.ENDPOINT_NOT_ENABLED,
                    "endpoint %s is %s; enable it to send a test"
                            .formatted(endpoint.id(), endpoint.state().name()));
        }
        Optional<CatalogueType> type = type(context);
        if (wait.isZero()) {
            publish(context, endpoint, type);
            return;
        }
        // The instance with the endpoint's history learns the result first.
        others.answer(
                context,
                endpoint.id(),
                () ->
                        result(publish(context, endpoint, type), wait)
                                .ifPresent(delivery ->
                                        Answers.json(
                                                context,
                                                200,
                                                json -> DeliveryJson.write(delivery, json))));
    }

    /** Returns the type whose example is to be sent; empty if the request names none. */
    private Optional<CatalogueType> type(Context context) throws IOException {
        byte[] body = Bodies.readOrNothing(context);
        if (body.length == 0) {
            return Optional.empty();
        }
        return JsonFields.read(body, Set.of(TYPE)).text(TYPE).map(this::type);
    }

    private CatalogueType type(String name) {
        CatalogueType type =
                catalogue
                        .find(name)
                        .flatMap(catalogue::find)
                        .orElseThrow(() ->
                                Problem.invalid(
                                        ProblemCode.UNKNOWN_EVENT_TYPE,
                                        TYPE,
                                        "event type '%s' is not in the catalogue; %s"
                                                .formatted(
                                                        VisibleText.excerpt(name),
                                                        TypeNames.hint(
                                                                VisibleText.excerpt(name),
                                                                TypeNames.publishable(
                                                                        catalogue)))));
        if (type.isArchived()) {
            throw Problem.invalid(
                    ProblemCode.ARCHIVED_EVENT_TYPE,
                    TYPE,
                    "event type %s is archived and can't be sent".formatted(name));
        }
        return type;
    }

    private DeliveryId publish(Context context, Endpoint endpoint, Optional<CatalogueType> type) {
        Audit.account(context, Optional.of(endpoint.account()));
        EventPublishing.Test test =
                type.map(named -> publishing.test(endpoint, named))
                        .orElseGet(() -> publishing.test(endpoint));
        context.header("Location", "/v1/deliveries/" + test.delivery());
        Answers.json(
                context,
                202,
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("event", test.event().id().value());
                    json.writeStringProperty("delivery", test.delivery().value());
                    json.writeEndObject();
                });
        return test.delivery();
    }

    /** Returns the delivery after its first attempt; empty if there is no result in time. */
    private Optional<DeliveryHistory> result(DeliveryId delivery, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        try {
            Optional<DeliveryHistory> known = history.find(delivery);
            while (known.isEmpty() && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                known = history.find(delivery);
            }
            return known;
        } catch (HistoryUnavailableException e) {
            return Optional.empty();
        }
    }
}
