package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** An endpoint's secret is replaced, and the old one goes on signing for as long as is asked. */
@ExtendWith(SharedApi.class)
class SecretsApiIT {
    private final ApiFixture api;

    SecretsApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aRotatedSecretIsShownOnceAndTheOldOneGoesOnForADay() throws Exception {
        Answer made = api.endpoint("rotator");

        Answer rotated = rotate(made, "");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.text("secret")).startsWith("whsec_").isNotEqualTo(made.text("secret"));
        List<EndpointSecret> secrets = secrets(made);
        assertThat(secrets.stream().map(EndpointSecret::text))
                .containsExactly(rotated.text("secret"), made.text("secret"));
        assertThat(secrets.getFirst().validUntil()).isEmpty();
        assertThat(secrets.getLast().validUntil().orElseThrow())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)),
                        Instant.now().plus(Duration.ofHours(24)));
        Answer read = api.get("/v1/endpoints/" + made.text("id"));
        assertThat(read.response().body()).doesNotContain("whsec_");
        JsonNode told = read.json().path("secrets");
        assertThat(told.size()).isEqualTo(2);
        assertThat(told.get(0).path("validUntil").isNull()).isTrue();
        assertThat(Instant.parse(told.get(1).path("validUntil").asString()))
                .isEqualTo(secrets.getLast().validUntil().orElseThrow());
    }

    @Test
    void withoutAnOverlapAllOlderSecretsEndAtOnce() throws Exception {
        Answer made = api.endpoint("leaker");
        rotate(made, "{\"overlap\":\"7d\"}");

        Answer rotated = rotate(made, "{\"overlap\":\"0s\"}");

        assertThat(secrets(made).stream().map(EndpointSecret::text))
                .containsExactly(rotated.text("secret"));
    }

    @Test
    void aShorterOverlapShortensThatOfOlderSecretsAndALongerOneDoesNotLengthenIt()
            throws Exception {
        Answer made = api.endpoint("hurrier");
        rotate(made, "{\"overlap\":\"1h\"}");

        rotate(made, "{\"overlap\":\"7d\"}");

        Instant inTwoHours = Instant.now().plus(Duration.ofHours(2));
        assertThat(secrets(made).get(1).validUntil().orElseThrow()).isAfter(inTwoHours);
        assertThat(secrets(made).get(2).validUntil().orElseThrow()).isBefore(inTwoHours);
    }

    @Test
    void noMoreThanFiveAreValid() throws Exception {
        Answer made = api.endpoint("collector");
        for (int i = 0; i < 4; i++) {
            assertThat(rotate(made, "").status()).isEqualTo(200);
        }

        assertProblem(rotate(made, ""), 409, null, "has 5 valid secrets, the limit is 5");

        assertThat(secrets(made)).hasSize(5);
        assertThat(rotate(made, "{\"overlap\":\"0s\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"overlap":"8d"}                    | 422 | overlap | 0s to 168h are allowed
                    {"overlap":"-1s"}                   | 422 | overlap | is not a duration
                    {"overlap":"99999999999999999999d"} | 422 | overlap | is not a duration
                    {"overlap":"999999999d"}            | 422 | overlap | 0s to 168h are allowed
                    {"overlap":60}                      | 422 | overlap | overlap
                    {"secret":"whsec_mine"}             | 422 | secret  | secret
                    []                                  | 400 |         | object
                    """)
    void aWrongRequestRotatesNothing(String body, int status, String field, String detail)
            throws Exception {
        Answer made = api.endpoint("careful");

        assertProblem(rotate(made, body), status, field, detail);

        assertThat(secrets(made)).hasSize(1);
    }

    @Test
    void ofTwoWhoRotateAtTheSameTimeOneIsTold() throws Exception {
        Answer made = api.endpoint("racer");
        String version = made.response().headers().firstValue("etag").orElseThrow();
        rotate(made, "");

        Answer late =
                api.send(
                        api.request("/v1/endpoints/%s/secret/rotate".formatted(made.text("id")))
                                .header("If-Match", version)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build());

        assertProblem(late, 412, null, "as If-Match says");
        assertThat(secrets(made)).hasSize(2);
    }

    @Test
    void aRotationThatCanNotBeMadeIsToldSoWhateverVersionItNames() throws Exception {
        Answer made = api.endpoint("full");
        while (rotate(made, "").status() == 200) {}

        Answer late =
                api.send(
                        api.request("/v1/endpoints/%s/secret/rotate".formatted(made.text("id")))
                                .header("If-Match", "\"other\"")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build());

        assertProblem(late, 409, null, "valid secrets");
    }

    private Answer rotate(Answer endpoint, String body) throws Exception {
        return api.post("/v1/endpoints/%s/secret/rotate".formatted(endpoint.text("id")), body);
    }

    private List<EndpointSecret> secrets(Answer endpoint) {
        return api.directory.find(new EndpointId(endpoint.text("id"))).orElseThrow().secrets();
    }
}
