package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.lane.LaneState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What waits and which lanes are in trouble is told to operators. */
@ExtendWith(SharedApi.class)
class OperatorApiIT {
    private final ApiFixture api;

    OperatorApiIT(ApiFixture api) {
        this.api = api;
    }

    @AfterEach
    void noLanes() {
        api.lanes(List.of());
    }

    @Test
    void whatNobodyFansOutWaits() throws Exception {
        double before = events(api.get("/v1/waiting")).path("records").asLong();
        api.post("/v1/events", "{\"account\":\"acct_w\",\"type\":\"bot.updated\",\"data\":{}}");

        Answer answer = api.get("/v1/waiting");

        assertThat(events(answer).path("records").asLong() - before).isOne();
        assertThat(events(answer).path("oldestSeconds").asDouble()).isNotNegative();
        assertThat(events(answer).path("dueAt").asString(""))
                .isEqualTo(events(answer).path("oldestAt").asString("-"));
        assertThat(answer.json().path("topics").valueStream())
                .extracting(each -> each.path("kind").asString(""))
                .containsSubsequence("events", "deliveries", "bulk", "step", "parked");
    }

    private static JsonNode events(Answer answer) {
        return answer.json().path("topics").path(0);
    }

    @Test
    void lanesAreToldTheWorstFirst() throws Exception {
        String open = api.endpoint("lanes").text("id");
        EndpointId gone = new EndpointId("ep_0000000000000000");
        api.lanes(
                List.of(
                        new LaneState(
                                new EndpointId(open),
                                LaneState.Gate.OPEN,
                                Optional.of(Duration.ofMinutes(3)),
                                Duration.ofSeconds(20),
                                0,
                                1,
                                0,
                                Duration.ZERO,
                                false),
                        new LaneState(
                                gone,
                                LaneState.Gate.CLOSED,
                                Optional.empty(),
                                Duration.ZERO,
                                2,
                                4,
                                7,
                                Duration.ofSeconds(90),
                                true)));

        Answer answer = api.get("/v1/lanes");

        JsonNode first = answer.json().path("lanes").path(0);
        JsonNode second = answer.json().path("lanes").path(1);
        assertThat(first.path("endpoint").asString("")).isEqualTo(open);
        assertThat(first.path("account").asString("")).isEqualTo("lanes");
        assertThat(first.path("breaker").asString("")).isEqualTo("open");
        assertThat(Instant.parse(first.path("openSince").asString("")))
                .isBefore(Instant.now().minusSeconds(170));
        assertThat(Instant.parse(first.path("nextProbeAt").asString(""))).isAfter(Instant.now());
        assertThat(second.path("account").isNull()).isTrue();
        assertThat(second.path("backlogSeconds").asDouble()).isEqualTo(90);
        assertThat(answer.json().path("instances").toString()).isEqualTo("[\"it\"]");
        assertThat(answer.json().path("notAsked").isEmpty()).isTrue();
        assertThat(api.get("/v1/lanes?limit=1").json().path("lanes").size()).isOne();
    }

    @Test
    void whatIsWrongOrNotAllowedIsSaid() throws Exception {
        String key =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"it\",\"role\":\"account\",\"account\":\"acct_w\"}")
                        .text("key");

        assertProblem(api.get("/v1/waiting?limit=1"), 400, "limit", "unknown here");
        assertProblem(api.get("/v1/lanes?limit=1001"), 400, "limit", "1 to 1000");
        assertProblem(api.get("/v1/lanes?account=a"), 400, "account", "unknown here");
        for (String path : List.of("/v1/waiting", "/v1/lanes")) {
            assertProblem(api.as(key, path), 403, null, "may not GET");
        }
    }
}
