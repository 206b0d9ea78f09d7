package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.endpoint.EndpointId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Credentials in URLs and headers are seen by the endpoint's own server and by nobody else. */
@ExtendWith(SharedApi.class)
class EndpointCredentialsApiIT {
    private final ApiFixture api;

    EndpointCredentialsApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void theTopicHoldsNoCredential() throws Exception {
        EndpointId id = make("https://8.8.8.8/p4th-s3cret?key=qu3ry-s3cret");
        api.send("PATCH", "/v1/endpoints/" + id, "{\"description\":\"changed\"}");

        List<ConsumerRecord<byte[], byte[]>> written =
                api.written.records(api.topics.endpoints(), id.value(), 2);

        assertThat(written).hasSize(2);
        for (ConsumerRecord<byte[], byte[]> record : written) {
            assertThat(new String(record.value(), UTF_8)).contains(id.value());
            assertThat(new String(record.value(), UTF_8)).doesNotContain("s3cret");
        }
        assertThat(api.directory.find(id).orElseThrow().headers())
                .isEqualTo(Map.of("X-Key", "h3ader-s3cret"));
    }

    @Test
    void headersAreNotSentToAnotherOriginUnlessTheyAreGivenAgain() throws Exception {
        EndpointId id = make("https://8.8.8.8/");

        Answer moved = change(id, "{\"url\":\"https://9.9.9.9/\"}");
        Answer otherPort = change(id, "{\"url\":\"https://8.8.8.8:8443/\"}");

        assertProblem(
                moved,
                422,
                "headers",
                "headers were given for https://8.8.8.8:443 and are not sent to https://9.9.9.9:443");
        assertProblem(otherPort, 422, "headers", "https://8.8.8.8:8443");
        assertThat(api.directory.find(id).orElseThrow().url()).hasToString("https://8.8.8.8/");
        assertThat(
                        change(id, "{\"url\":\"https://9.9.9.9/\",\"headers\":{\"X-Key\":\"new\"}}")
                                .status())
                .isEqualTo(200);
        assertThat(api.directory.find(id).orElseThrow().headers())
                .isEqualTo(Map.of("X-Key", "new"));
    }

    @Test
    void headersAreDroppedWithTheOriginIfTheRequestSaysSo() throws Exception {
        EndpointId id = make("https://8.8.8.8/");

        Answer changed = change(id, "{\"url\":\"https://9.9.9.9/\",\"headers\":{}}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(api.directory.find(id).orElseThrow().headers()).isEmpty();
    }

    @Test
    void onTheSameOriginHeadersStay() throws Exception {
        EndpointId id = make("https://8.8.8.8/");

        assertThat(change(id, "{\"url\":\"https://8.8.8.8:443/other?path=1\"}").status())
                .isEqualTo(200);
        assertThat(api.directory.find(id).orElseThrow().headers())
                .isEqualTo(Map.of("X-Key", "h3ader-s3cret"));
    }

    private EndpointId make(String url) throws Exception {
        Answer made =
                api.post(
                        "/v1/endpoints",
                        """
                        {"account":"credentials","url":"%s","eventTypes":["*"],
                         "headers":{"X-Key":"h3ader-s3cret"}}
                        """
                                .formatted(url));
        assertThat(made.status()).isEqualTo(201);
        return new EndpointId(made.text("id"));
    }

    private Answer change(EndpointId id, String body) throws Exception {
        return api.send("PATCH", "/v1/endpoints/" + id, body);
    }
}
