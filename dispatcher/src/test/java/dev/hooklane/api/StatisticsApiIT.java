package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What came of endpoints' attempts lately is told, of one and of many. */
@ExtendWith(SharedApi.class)
class StatisticsApiIT {
    private static final AttemptOutcome FINE = new AttemptOutcome.Success(200, "");
    private static final AttemptOutcome LATE =
            new AttemptOutcome.NoResponse(ErrorKind.TIMEOUT, "no answer in 15 s");

    private final ApiFixture api;

    StatisticsApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void attemptsAreCountedByOutcomeAndHour() throws Exception {
        String endpoint = api.endpoint("counted").text("id");
        Instant now = Instant.now();
        decide(endpoint, "evt_1", new DeliveryStatus.Delivered(), attempt(1, now, FINE, 10));
        Attempt first = attempt(1, now.minus(Duration.ofHours(2)), LATE, 15_000);
        decide(endpoint, "evt_2", new DeliveryStatus.Waiting(now), first);
        decide(endpoint, "evt_2", new DeliveryStatus.Delivered(), first, attempt(2, now, FINE, 12));
        decide(endpoint, "evt_3", new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED), first);

        JsonNode told = awaitAttempts(endpoint, 3);

        assertThat(told.path("succeeded").asInt()).isEqualTo(2);
        assertThat(told.path("failed").asInt()).isOne();
        assertThat(told.path("failures").toString()).isEqualTo("{\"timeout\":1}");
        assertThat(told.path("successRate").asDouble()).isEqualTo(2.0 / 3);
        assertThat(told.path("p50Ms").asInt()).isEqualTo(12);
        assertThat(told.path("p95Ms").asInt()).isBetween(14_100, 15_900);
        JsonNode hours = told.path("hours");
        assertThat(hours.get(23).path("succeeded").asInt()).isEqualTo(2);
        assertThat(hours.get(21).path("failed").asInt()).isOne();
    }

    @Test
    void anEndpointThatNothingWasSentToHasNoRate() throws Exception {
        String endpoint = api.endpoint("quiet").text("id");

        JsonNode told = api.get("/v1/endpoints/" + endpoint + "/statistics").json();

        assertThat(told.path("attempts").asInt()).isZero();
        assertThat(told.path("successRate").isNull()).isTrue();
        assertThat(told.path("p95Ms").isNull()).isTrue();
    }

    @Test
    void thoseOfAPageAreToldInTheirOrderAndOnce() throws Exception {
        String one = api.endpoint("page").text("id");
        String two = api.endpoint("page").text("id");
        decide(two, "evt_page", new DeliveryStatus.Delivered(), attempt(1, Instant.now(), FINE, 1));
        awaitAttempts(two, 1);

        Answer answer = api.get("/v1/statistics?endpoints=%s,%s,%s".formatted(two, one, two));

        assertThat(answer.json().path("statistics").valueStream())
                .extracting(each ->
                        each.path("endpoint").asString("") + " " + each.path("attempts").asInt())
                .containsExactly(two + " 1", one + " 0");
    }

    @Test
    void whatIsWrongOrNotTheirsIsSaid() throws Exception {
        String other = api.endpoint("uncounted").text("id");
        String key =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"it\",\"role\":\"account\",\"account\":\"own-count\"}")
                        .text("key");
        String missing = "ep_0000000000000000";

        assertProblem(api.get("/v1/statistics"), 400, "endpoints", "endpoints is missing");
        assertProblem(api.get("/v1/statistics?endpoints=ep_1,"), 400, "endpoints", "'ep_1'");
        assertProblem(
                api.get("/v1/statistics?endpoints=" + missing + ("," + missing).repeat(100)),
                400,
                "endpoints",
                "names 101, the limit is 100");
        assertProblem(api.get("/v1/statistics?account=a"), 400, "account", "unknown here");
        assertProblem(
                api.get("/v1/endpoints/" + other + "/statistics?hours=1"),
                400,
                "hours",
                "unknown here");
        assertProblem(
                api.get("/v1/endpoints/" + missing + "/statistics"), 404, null, "no endpoint");
        for (String path :
                List.of(
                        "/v1/endpoints/" + other + "/statistics",
                        "/v1/statistics?endpoints=" + other)) {
            Answer refused =
                    api.send(
                            api.anonymous(path)
                                    .header("Authorization", "Bearer " + key)
                                    .GET()
                                    .build());
            assertProblem(refused, 404, null, "there is no endpoint " + other);
        }
    }

    private JsonNode awaitAttempts(String endpoint, int attempts) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> api.get("/v1/endpoints/" + endpoint + "/statistics").json(),
                        told -> told.path("attempts").asInt() == attempts);
    }

    private static Attempt attempt(int number, Instant at, AttemptOutcome outcome, int millis) {
        return new Attempt(number, at, Duration.ofMillis(millis), outcome);
    }

    private void decide(String endpoint, String event, DeliveryStatus status, Attempt... attempts) {
        EndpointId id = new EndpointId(endpoint);
        EventId eventId = new EventId(event);
        Instant at = Instant.parse("2026-01-15T10:30:00Z");
        api.lane.decide(
                new Delivery(
                        DeliveryId.of(eventId, at).to(id),
                        id,
                        new SourceEvent(
                                eventId,
                                new EventType("message.created"),
                                new AccountId("counted"),
                                at,
                                new SourceEvent.Origin(0, 0),
                                Optional.empty(),
                                Optional.empty()),
                        Trigger.EVENT,
                        0,
                        attempts.length + 1,
                        Optional.empty(),
                        List.of(attempts),
                        Payload.of("{}".getBytes(UTF_8))),
                status);
    }
}
