package dev.hooklane.api;

import static dev.hooklane.api.PlayedReplays.EXHAUSTED;
import static dev.hooklane.api.PlayedReplays.HAPPENED;
import static dev.hooklane.api.PlayedReplays.id;
import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A replay is of what was selected, and of nothing else. */
@ExtendWith(SharedApi.class)
class ReplaySelectionApiIT {
    private final ApiFixture api;
    private final PlayedReplays replays;

    ReplaySelectionApiIT(ApiFixture api) {
        this.api = api;
        this.replays = new PlayedReplays(api);
    }

    @Test
    void aCountTellsWhatWouldBeReplayedAndDoesNothing() throws Exception {
        String endpoint = api.endpoint("counter").text("id");
        Delivery one = replays.told("counter", endpoint, "evt_count1", HAPPENED, EXHAUSTED);
        Delivery two =
                replays.told("counter", endpoint, "evt_count2", HAPPENED.plusSeconds(1), EXHAUSTED);
        replays.told(
                "counter",
                endpoint,
                "evt_count3",
                HAPPENED.plusSeconds(2),
                new DeliveryStatus.Delivered());

        Answer all = replays.start("{\"endpoint\":\"%s\",\"select\":{},\"dryRun\":true}", endpoint);
        Answer later =
                replays.start(
                        "{\"endpoint\":\"%s\",\"select\":{\"from\":\"2024-01-15T10:30:01Z\"},\"dryRun\":true}",
                        endpoint);
        Answer earlier =
                replays.start(
                        "{\"endpoint\":\"%s\",\"select\":{\"until\":\"2024-01-15T10:30:01Z\"},\"dryRun\":true}",
                        endpoint);
        Answer both =
                replays.start(
                        "{\"endpoint\":\"%s\",\"select\":{\"status\":[\"dead\",\"delivered\"],\"types\":[\"message.*\"]},\"dryRun\":true}",
                        endpoint);
        Answer none =
                replays.start(
                        "{\"endpoint\":\"%s\",\"select\":{\"types\":[\"message.deleted\"]},\"dryRun\":true}",
                        endpoint);

        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json().path("matched").asInt()).isEqualTo(2);
        assertThat(all.json().path("more").asBoolean()).isFalse();
        assertThat(all.json().path("sample").valueStream().map(JsonNode::asString))
                .containsExactly(one.id().value(), two.id().value());
        assertThat(later.json().path("sample").valueStream().map(JsonNode::asString))
                .containsExactly(two.id().value());
        assertThat(earlier.json().path("sample").valueStream().map(JsonNode::asString))
                .containsExactly(one.id().value());
        assertThat(both.json().path("matched").asInt()).isEqualTo(3);
        assertThat(none.json().path("matched").asInt()).isZero();
        assertThat(api.get("/v1/replays?account=counter").json().path("replays")).isEmpty();
        assertThat(api.get("/v1/audit?account=counter").json().path("entries").valueStream())
                .noneMatch(entry -> entry.path("path").asString("").equals("/v1/replays"));
    }

    @Test
    void aNightsDeadLettersAreChosenByWhenTheyDied() throws Exception {
        String endpoint = api.endpoint("night").text("id");
        Delivery dead =
                replays.told("night", endpoint, "evt_night", HAPPENED.minusSeconds(900), EXHAUSTED);
        Instant before =
                Instant.parse(api.get("/v1/deliveries/" + dead.id().value()).text("updatedAt"));
        Instant after = before.plusMillis(1);
        String body = "{\"endpoint\":\"%s\",\"select\":{%s},\"dryRun\":true}";

        Answer night = diedBetween(endpoint, before, after);
        Answer earlier = diedBetween(endpoint, HAPPENED.minusSeconds(901), before);
        Answer started =
                replays.start(
                        "{\"endpoint\":\"%s\",\"select\":{\"died\":{\"from\":\""
                                + before
                                + "\",\"until\":\""
                                + after
                                + "\"}}}",
                        endpoint);

        assertThat(night.json().path("sample").valueStream().map(JsonNode::asString))
                .containsExactly(dead.id().value());
        assertThat(earlier.json().path("matched").asInt()).isZero();
        assertThat(started.json().path("select").path("died").path("from").asString())
                .isEqualTo(before.toString());
        assertProblem(
                api.post(
                        "/v1/replays",
                        body.formatted(
                                endpoint,
                                "\"events\":true,\"died\":{\"from\":\"%s\",\"until\":\"%s\"}"
                                        .formatted(before, after))),
                422,
                "select.died",
                "died selects dead letters only");
        assertProblem(diedBetween(endpoint, after, before), 422, "select.died", "is not before");
        assertProblem(
                api.post(
                        "/v1/replays",
                        body.formatted(endpoint, "\"died\":{\"from\":\"%s\"}".formatted(before))),
                422,
                "select.died.until",
                "select.died.until is missing");
        api.post("/v1/replays/" + started.text("id") + "/cancel", "");
    }

    private Answer diedBetween(String endpoint, Instant from, Instant until) throws Exception {
        return replays.start(
                "{\"endpoint\":\"%s\",\"select\":{\"died\":{\"from\":\""
                        + from
                        + "\",\"until\":\""
                        + until
                        + "\"}},\"dryRun\":true}",
                endpoint);
    }

    @Test
    void onlyWhatWasMissedWhilePausedOrDisabledIsReplayed() throws Exception {
        String endpoint = api.endpoint("misser").text("id");
        Delivery paused =
                replays.told(
                        "misser",
                        endpoint,
                        "evt_m1",
                        HAPPENED,
                        new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
        Delivery disabled =
                replays.told(
                        "misser",
                        endpoint,
                        "evt_m2",
                        HAPPENED.plusSeconds(1),
                        new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_DISABLED));
        replays.told("misser", endpoint, "evt_m3", HAPPENED.plusSeconds(2), EXHAUSTED);

        Answer started =
                replays.start("{\"endpoint\":\"%s\",\"select\":{\"missed\":true}}", endpoint);

        assertThat(started.json().path("matched").asInt()).isEqualTo(2);
        assertThat(replays.bulk(endpoint, 2))
                .extracting(Delivery::id)
                .containsExactly(paused.id(), disabled.id());
        api.post("/v1/replays/" + started.text("id") + "/cancel", "");
    }

    @Test
    void pastEventsBecomeFirstDeliveriesOfANewEndpoint() throws Exception {
        String earlier = api.endpoint("past").text("id");
        Answer one = replays.publish("past", "evt_past1", "message.created", HAPPENED);
        replays.publish("past", "evt_past2", "bot.updated", HAPPENED);
        replays.publish("past", "evt_past3", "message.updated", HAPPENED.plusSeconds(5));
        replays.publish("present", "evt_past4", "message.created", HAPPENED);
        String endpoint = api.endpoint("past").text("id");
        DeliveryId first = id("evt_past1", HAPPENED, endpoint);
        DeliveryId second = id("evt_past3", HAPPENED.plusSeconds(5), endpoint);

        Answer counted =
                replays.start(
                        "{\"endpoint\":\"%s\",\"select\":{\"events\":true},\"dryRun\":true}",
                        endpoint);
        Answer started =
                replays.start("{\"endpoint\":\"%s\",\"select\":{\"events\":true}}", endpoint);
        List<Delivery> sent = replays.bulk(endpoint, 2);
        replays.publish("past", "evt_past5", "message.created", HAPPENED);

        assertThat(counted.json().path("sample").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(first.value(), second.value());
        assertThat(sent).extracting(Delivery::id).containsExactlyInAnyOrder(first, second);
        assertThat(sent)
                .allSatisfy(each -> {
                    assertThat(each.trigger()).isEqualTo(Trigger.REPLAY);
                    assertThat(each.round()).isZero();
                    assertThat(each.attempt()).isEqualTo(1);
                });
        Delivery of1 =
                sent.stream().filter(each -> each.id().equals(first)).findFirst().orElseThrow();
        assertThat(of1.event().origin())
                .isEqualTo(
                        new SourceEvent.Origin(
                                one.json().path("partition").asInt(),
                                one.json().path("offset").asLong()));
        sent.forEach(each -> api.lane.decide(each, new DeliveryStatus.Delivered()));
        JsonNode done = replays.awaitState("/v1/replays/" + started.text("id"), "done");
        assertThat(done.path("delivered").asInt()).isEqualTo(2);
        assertThat(replays.bulk(endpoint, 2)).hasSize(2);
        // Again: both are known now, and the later one met the endpoint as it is.
        Answer again =
                replays.start("{\"endpoint\":\"%s\",\"select\":{\"events\":true}}", endpoint);
        JsonNode doneAgain = replays.awaitState("/v1/replays/" + again.text("id"), "done");
        assertThat(doneAgain.path("sent").asInt()).isZero();
        assertThat(doneAgain.path("skipped").path("had_delivery").asInt()).isEqualTo(2);
        assertThat(replays.bulk(earlier, 0)).isEmpty();
    }

    @Test
    void aPausedEndpointIsCountedButNotReplayedTo() throws Exception {
        String endpoint = api.endpoint("asleep").text("id");
        replays.told(
                "asleep",
                endpoint,
                "evt_asleep",
                HAPPENED,
                new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
        api.send("PATCH", "/v1/endpoints/" + endpoint, "{\"state\":\"paused\"}");

        Answer counted =
                replays.start(
                        "{\"endpoint\":\"%s\",\"select\":{\"missed\":true},\"dryRun\":true}",
                        endpoint);
        Answer refused =
                replays.start("{\"endpoint\":\"%s\",\"select\":{\"missed\":true}}", endpoint);

        assertThat(counted.json().path("matched").asInt()).isEqualTo(1);
        assertProblem(refused, 409, null, "is paused, so nothing would be sent to it");
    }
}
