package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import tools.jackson.databind.node.ObjectNode;

/** Deliveries as a lane leaves them. */
final class PlayedDeliveries {
    static final Instant HAPPENED = Instant.parse("2024-01-15T10:30:00Z");

    private final ApiFixture api;

    PlayedDeliveries(ApiFixture api) {
        this.api = api;
    }

    Answer known(Delivery delivery) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> api.get("/v1/deliveries/" + delivery.id()),
                        answer -> answer.status() == 200);
    }

    static Delivery delivery(String endpoint, Answer published) {
        return delivery(
                endpoint,
                new SourceEvent.Origin(
                        published.json().path("partition").asInt(),
                        published.json().path("offset").asLong()),
                published.text("account"),
                published.text("id"));
    }

    Answer publish(String account, String event) throws IOException, InterruptedException {
        Answer answer =
                api.post(
                        "/v1/events",
                        """
                        {"account":"%s","id":"%s","type":"message.created","timestamp":"2024-01-15T10:30:00Z","data":{"id":"%s"}}\
                        """
                                .formatted(account, event, event));
        ((ObjectNode) answer.json()).put("account", account);
        return answer;
    }

    static Delivery delivery(
            String endpoint, SourceEvent.Origin origin, String account, String event) {
        EndpointId endpointId = new EndpointId(endpoint);
        EventId eventId = new EventId(event);
        return new Delivery(
                DeliveryId.of(eventId, HAPPENED).to(endpointId),
                endpointId,
                new SourceEvent(
                        eventId,
                        new EventType("message.created"),
                        new AccountId(account),
                        HAPPENED,
                        origin,
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                0,
                3,
                Optional.empty(),
                List.of(
                        new Attempt(
                                1,
                                HAPPENED,
                                Duration.ofMillis(12),
                                new AttemptOutcome.ErrorStatus(
                                        503, Optional.of(Duration.ofSeconds(7)), "busy")),
                        new Attempt(
                                2,
                                HAPPENED.plusSeconds(300),
                                Duration.ofSeconds(15),
                                new AttemptOutcome.NoResponse(
                                        ErrorKind.TIMEOUT, "no answer in 15 s"))),
                Payload.of(
                        """
                        {"id":"%s","type":"message.created","timestamp":"2024-01-15T10:30:00Z","data":{"id":"%s"}}\
                        """
                                .formatted(event, event)
                                .getBytes(UTF_8)));
    }
}
