package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** How an account does is told on one page, to nobody else, and so is how all do. */
@ExtendWith(SharedApi.class)
class OverviewApiIT {
    private static final AttemptOutcome FINE = new AttemptOutcome.Success(200, "");
    private static final AttemptOutcome LATE =
            new AttemptOutcome.NoResponse(ErrorKind.TIMEOUT, "no answer in 15 s");

    private final ApiFixture api;

    OverviewApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void anAccountsAttemptsAndWaitingDeliveriesAreTold() throws Exception {
        String endpoint = api.endpoint("viewed").text("id");
        Instant now = Instant.now();
        decide(
                "viewed",
                endpoint,
                "evt_ov1",
                new DeliveryStatus.Delivered(),
                attempt(1, now, FINE, 10));
        decide(
                "viewed",
                endpoint,
                "evt_ov2",
                new DeliveryStatus.Waiting(now),
                attempt(1, now, LATE, 15_000));
        decide(
                "viewed",
                endpoint,
                "evt_ov3",
                new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED),
                attempt(1, now, LATE, 15_000));

        JsonNode told = await("/v1/overview?account=viewed", 3);

        assertThat(told.path("account").asString("")).isEqualTo("viewed");
        assertThat(told.path("hour").path("succeeded").asInt()).isOne();
        assertThat(told.path("hour").path("parts").size()).isEqualTo(12);
        assertThat(told.path("day").path("deadLetters").asInt()).isOne();
        assertThat(told.path("day").path("p50Ms").asInt()).isBetween(14_000, 16_000);
        assertThat(told.path("waiting").path("deliveries").asInt()).isOne();
        assertThat(told.path("waiting").path("oldest").path("event").asString(""))
                .isEqualTo("evt_ov2");
        assertThat(told.path("waiting").path("parked").asInt(-1)).isZero();
        assertThat(told.path("endpoints").path("enabled").asInt()).isOne();
        assertThat(told.path("accounts").size()).isZero();
    }

    @Test
    void anAccountsParkedDeliveriesAreToldAndNoneOfAnotherOnes() throws Exception {
        String endpoint = api.endpoint("viewed-parked").text("id");
        String other = api.endpoint("viewed-parked-not").text("id");
        for (String event : List.of("evt_ov7", "evt_ov8", "evt_ov9")) {
            api.lane.park(delivery("viewed-parked", endpoint, event), "rate_limit", 1_000);
        }
        api.lane.park(delivery("viewed-parked-not", other, "evt_ov10"), "breaker_open", 2_000);

        JsonNode told =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(
                                () ->
                                        api.get("/v1/overview?account=viewed-parked")
                                                .json()
                                                .path("waiting"),
                                waiting -> waiting.path("parked").asInt(0) > 0);

        assertThat(told.path("parked").asInt()).isEqualTo(3);
        assertThat(told.path("parkedMore").asBoolean(true)).isFalse();
        assertThat(told.path("parkedAt").toString())
                .isEqualTo(
                        "[{\"endpoint\":\"%s\",\"deliveries\":3,\"for\":\"rate_limit\",\"since\":\"1970-01-01T00:00:01Z\"}]"
                                .formatted(endpoint));
    }

    @Test
    void anAccountsPublishedEventsAreCountedWhileSomebodyLooks() throws Exception {
        ListedEvents events = new ListedEvents(api);
        AtomicInteger number = new AtomicInteger();

        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    events.publish(
                            "viewed-published",
                            "evt_pub" + number.incrementAndGet(),
                            "message.created",
                            1,
                            false);
                    return api.get("/v1/overview?account=viewed-published")
                                    .json()
                                    .path("lastMinute")
                                    .path("published")
                                    .asInt(0)
                            > 0;
                });
        assertThat(
                        api.get("/v1/overview?account=viewed-quiet")
                                .json()
                                .path("lastMinute")
                                .path("published")
                                .asInt(0))
                .isZero();
    }

    @Test
    void thatOfAllNamesTheLoudestAccountsAndWhatWaitsInKafka() throws Exception {
        String endpoint = api.endpoint("viewed-loud").text("id");
        Instant now = Instant.now();
        decide(
                "viewed-loud",
                endpoint,
                "evt_ov4",
                new DeliveryStatus.Delivered(),
                attempt(1, now, FINE, 10));

        JsonNode told = await("/v1/overview", 1);

        assertThat(told.path("account").isNull()).isTrue();
        assertThat(told.path("accounts").valueStream())
                .extracting(each -> each.path("id").asString(""))
                .isNotEmpty();
        assertThat(told.path("waiting").path("parked").isNumber()).isTrue();
        assertThat(told.path("waiting").path("parkedAt").isEmpty()).isTrue();
        assertThat(told.path("day").path("attempts").asInt()).isPositive();
    }

    @Test
    void theLatestDeliveriesOfAllAccountsAreListed() throws Exception {
        String endpoint = api.endpoint("viewed-latest").text("id");
        Instant now = Instant.now();
        decide(
                "viewed-latest",
                endpoint,
                "evt_ov5",
                new DeliveryStatus.Delivered(),
                attempt(1, now, FINE, 10));
        decide(
                "viewed-latest",
                endpoint,
                "evt_ov6",
                new DeliveryStatus.Waiting(now),
                attempt(1, now, LATE, 10));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(events("/v1/deliveries?type=bot.disabled&limit=500"))
                                .contains("evt_ov5", "evt_ov6"));
        assertThat(events("/v1/deliveries?type=bot.disabled&status=delivered&limit=500"))
                .contains("evt_ov5")
                .doesNotContain("evt_ov6");
        assertThat(api.get("/v1/deliveries?limit=1").json().path("next").isNull()).isTrue();
    }

    private List<String> events(String path) throws Exception {
        return api.get(path)
                .json()
                .path("deliveries")
                .valueStream()
                .map(each -> each.path("event").asString(""))
                .toList();
    }

    @Test
    void anAccountSeesItsOwnOnly() throws Exception {
        api.endpoint("overview-other");
        String key =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"it\",\"role\":\"account\",\"account\":\"overview-own\"}")
                        .text("key");

        assertThat(api.as(key, "/v1/overview").json().path("account").asString(""))
                .isEqualTo("overview-own");
        assertThat(api.as(key, "/v1/overview").json().path("accounts").size()).isZero();
        assertProblem(
                api.as(key, "/v1/overview?account=overview-other"),
                404,
                null,
                "there is no account overview-other");
        assertProblem(api.get("/v1/overview?endpoint=x"), 400, "endpoint", "unknown here");
    }

    private JsonNode await(String path, int attempts) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> api.get(path).json(),
                        told -> told.path("day").path("attempts").asInt() >= attempts);
    }

    private static Attempt attempt(int number, Instant at, AttemptOutcome outcome, int millis) {
        return new Attempt(number, at, Duration.ofMillis(millis), outcome);
    }

    private void decide(
            String account,
            String endpoint,
            String event,
            DeliveryStatus status,
            Attempt... attempts) {
        api.lane.decide(delivery(account, endpoint, event, attempts), status);
    }

    private static Delivery delivery(
            String account, String endpoint, String event, Attempt... attempts) {
        EndpointId id = new EndpointId(endpoint);
        EventId eventId = new EventId(event);
        Instant at = Instant.parse("2026-01-15T10:30:00Z");
        return new Delivery(
                DeliveryId.of(eventId, at).to(id),
                id,
                new SourceEvent(
                        eventId,
                        new EventType("bot.disabled"),
                        new AccountId(account),
                        at,
                        new SourceEvent.Origin(0, 0),
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                0,
                attempts.length + 1,
                Optional.empty(),
                List.of(attempts),
                Payload.of("{}".getBytes(UTF_8)));
    }
}
