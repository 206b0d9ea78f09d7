package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An endpoint is changed on top of the version that was seen. */
@ExtendWith(SharedApi.class)
class EndpointVersionsApiIT {
    private final ApiFixture api;

    EndpointVersionsApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aVersionThatIsKnownIsNotSentAgain() throws Exception {
        Answer made = api.endpoint("versions");
        String path = "/v1/endpoints/" + made.text("id");
        String tag = tag(made);

        assertThat(tag(api.get(path))).isEqualTo(tag);
        Answer known = api.send(api.request(path).header("If-None-Match", tag).GET().build());
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.response().body()).isEmpty();
        String changed = tag(api.send("PATCH", path, "{\"description\":\"new\"}"));
        assertThat(changed).isNotEqualTo(tag);
        assertThat(api.send(api.request(path).header("If-None-Match", tag).GET().build()).status())
                .isEqualTo(200);
    }

    @Test
    void aChangeOfAnOldVersionIsRefusedAndChangesNothing() throws Exception {
        Answer made = api.endpoint("old-version");
        String path = "/v1/endpoints/" + made.text("id");
        api.send("PATCH", path, "{\"description\":\"theirs\"}");

        assertProblem(
                changeIf(tag(made), path, "PATCH"),
                412,
                null,
                "not at " + tag(made) + " as If-Match");
        assertProblem(changeIf(tag(made), path, "DELETE"), 412, null, "read it again");
        Answer now = api.get(path);
        assertThat(now.text("description")).isEqualTo("theirs");
        assertThat(changeIf(tag(now), path, "PATCH").status()).isEqualTo(200);
        assertThat(changeIf("*", path, "DELETE").status()).isEqualTo(204);
    }

    @Test
    void aChangeThatCanNeverBeMadeIsToldSoWhateverVersionItNames() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("never").text("id");

        assertProblem(
                changeIf("\"other\"", path, "PATCH", "{\"filter\":{}}"), 422, "filter", "filter");
        assertProblem(
                changeIf("\"other\"", path, "PATCH", "{\"settings\":{\"timeout\":\"1h\"}}"),
                422,
                "settings",
                "timeout");
    }

    @Test
    void ofTwoWritersAtOnceOneWins() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("two-writers").text("id");
        for (int round = 0; round < 20; round++) {
            String tag = tag(api.get(path));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Integer> writer = () -> changeIf(tag, path, "PATCH").status();
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> done : threads.invokeAll(List.of(writer, writer))) {
                    statuses.add(done.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(200, 412);
            }
        }
    }

    private Answer changeIf(String tag, String path, String method) throws Exception {
        return changeIf(tag, path, method, "{\"description\":\"mine\"}");
    }

    private Answer changeIf(String tag, String path, String method, String body) throws Exception {
        return api.send(
                api.request(path)
                        .header("If-Match", tag)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static String tag(Answer answer) {
        return answer.response().headers().firstValue("etag").orElseThrow();
    }
}
