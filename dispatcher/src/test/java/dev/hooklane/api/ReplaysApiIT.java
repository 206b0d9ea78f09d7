package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays are listed, and refused where they may not be. */
@ExtendWith(SharedApi.class)
class ReplaysApiIT {
    private final ApiFixture api;
    private final PlayedReplays replays;

    ReplaysApiIT(ApiFixture api) {
        this.api = api;
        this.replays = new PlayedReplays(api);
    }

    @Test
    void replaysAreListedNewestFirstByAccountEndpointAndState() throws Exception {
        String one = api.endpoint("replay-lister").text("id");
        String two = api.endpoint("replay-lister").text("id");
        String first = replays.start("{\"endpoint\":\"%s\",\"select\":{}}", one).text("id");
        replays.awaitState("/v1/replays/" + first, "done");
        String second = replays.start("{\"endpoint\":\"%s\",\"select\":{}}", two).text("id");
        api.post("/v1/replays/" + second + "/pause", "");

        assertThat(listed("?account=replay-lister")).containsExactly(second, first);
        assertThat(listed("?account=replay-lister&state=done")).containsExactly(first);
        assertThat(listed("?endpoint=" + two)).containsExactly(second);
        Answer page = api.get("/v1/replays?account=replay-lister&limit=1");
        assertThat(listed("?account=replay-lister&limit=1&cursor=" + page.text("next")))
                .containsExactly(first);
        api.post("/v1/replays/" + second + "/cancel", "");
    }

    @Test
    void anAccountHasAtMostSoManyUnfinishedReplays() throws Exception {
        String endpoint = api.endpoint("greedy").text("id");
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String id = replays.start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint).text("id");
            api.post("/v1/replays/" + id + "/pause", "");
            started.add(id);
        }

        Answer refused = replays.start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint);
        for (String id : started) {
            api.post("/v1/replays/" + id + "/cancel", "");
        }

        assertProblem(refused, 422, null, "would have 11 unfinished replays, the limit is 10");
        assertThat(replays.start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint).status())
                .isEqualTo(202);
    }

    @Test
    void whatBelongsToAnotherAccountIsNotFound() throws Exception {
        String endpoint = api.endpoint("owner").text("id");
        String replay = replays.start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint).text("id");
        String key =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"k\",\"role\":\"account\",\"account\":\"stranger\"}")
                        .text("key");

        assertThat(api.as(key, "/v1/replays/" + replay).status()).isEqualTo(404);
        assertThat(api.as(key, "POST", "/v1/replays/" + replay + "/cancel", "").status())
                .isEqualTo(404);
        assertThat(api.as(key, "PATCH", "/v1/replays/" + replay, "{\"ratePerSecond\":5}").status())
                .isEqualTo(404);
        assertThat(
                        api.as(
                                        key,
                                        "POST",
                                        "/v1/replays",
                                        "{\"endpoint\":\"%s\",\"select\":{}}".formatted(endpoint))
                                .status())
                .isEqualTo(404);
        assertThat(api.as(key, "/v1/replays").json().path("replays")).isEmpty();
        assertThat(api.as(key, "/v1/replays?account=owner").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|422|endpoint|endpoint is missing",
                "{'endpoint':'ep_1','select':{}}|422|endpoint|ep_1",
                "{'endpoint':'ep_zzzzzzzzzzzzzzzz','select':{}}|404||there is no endpoint",
                "{'endpoint':'EP'}|422|select|select is missing",
                "{'endpoint':'EP','select':7}|422|select|is 7, not an object",
                "{'endpoint':'EP','select':{'state':'dead'}}|422|select.state|is unknown here",
                "{'endpoint':'EP','select':{'status':'dead'}}|422|select.status|not an array of strings",
                "{'endpoint':'EP','select':{'status':['waiting']}}|422|select.status|is not some of dead, delivered",
                "{'endpoint':'EP','select':{'status':[]}}|422|select.status|is not some of",
                "{'endpoint':'EP','select':{'missed':'yes'}}|422|select.missed|not true or false",
                "{'endpoint':'EP','select':{'missed':true,'events':true}}|422|select|more than one of",
                "{'endpoint':'EP','select':{'missed':true,'status':['dead']}}|422|select|more than one of",
                "{'endpoint':'EP','select':{'types':[]}}|422|select.types|is empty",
                "{'endpoint':'EP','select':{'types':['mesage.created']}}|422|select.types|did you mean 'message.created'",
                "{'endpoint':'EP','select':{'from':'yesterday'}}|422|select.from|is not a time such as",
                "{'endpoint':'EP','select':{'until':'+999999999-01-01T00:00:00Z'}}|422|select.until|is not within the years 0 to 9999",
                "{'endpoint':'EP','select':{'from':'2024-01-02T00:00:00Z','until':'2024-01-01T00:00:00Z'}}|422|select.until|is not before",
                "{'endpoint':'EP','select':{},'ratePerSecond':0}|422|ratePerSecond|1 to 1000 are allowed",
                "{'endpoint':'EP','select':{},'ratePerSecond':1001}|422|ratePerSecond|1 to 1000 are allowed",
                "{'endpoint':'EP','select':{},'ratePerSecond':2.5}|422|ratePerSecond|not a whole number",
                "{'endpoint':'EP','select':{},'dryRun':'no'}|422|dryRun|not true or false",
                "{'endpoint':'EP','select':{},'speed':1}|422|speed|is unknown here",
                "[]|400||not a JSON object",
                "''|400||has no body"
            },
            quoteCharacter = '`')
    void whatCantBeReplayedIsRefused(String body, int status, String field, String detail)
            throws Exception {
        String endpoint = api.endpoint("unplayable").text("id");

        Answer answer =
                api.post(
                        "/v1/replays",
                        body.equals("''") ? "" : body.replace('\'', '"').replace("EP", endpoint));

        assertProblem(answer, status, field, detail);
    }

    @Test
    void unknownReplaysBadIdsAndBadParametersAreRefused() throws Exception {
        String unknown = "/v1/replays/rpl_zzzzzzzzzzzzzzzz";

        assertProblem(api.get(unknown), 404, null, "there is no replay");
        assertProblem(api.post(unknown + "/pause", ""), 404, null, "there is no replay");
        assertProblem(
                api.send("PATCH", unknown, "{\"ratePerSecond\":5}"),
                404,
                null,
                "there is no replay");
        assertThat(api.get("/v1/replays/rpl_1").status()).isEqualTo(400);
        assertProblem(api.get("/v1/replays?state=busy"), 400, "state", "is not one of running");
        assertThat(api.get("/v1/replays?status=done").status()).isEqualTo(400);
    }

    private List<String> listed(String query) throws IOException, InterruptedException {
        return api.get("/v1/replays" + query)
                .json()
                .path("replays")
                .valueStream()
                .map(replay -> replay.path("id").asString(""))
                .toList();
    }
}
