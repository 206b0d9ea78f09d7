package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooklane's own events: nobody else publishes them. */
@ExtendWith(SharedApi.class)
final class OwnTypesApiIT {
    private final ApiFixture api;

    OwnTypesApiIT(ApiFixture api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "endpoint.disabled",
                "endpoint.failing",
                "endpoint.recovered",
                "delivery.exhausted",
                "webhook.test"
            })
    void aPublisherForgesNone(String type) throws Exception {
        String event =
                "{\"account\":\"acct_forged\",\"type\":\"%s\",\"data\":{\"endpointId\":\"ep_1\"}}"
                        .formatted(type);
        String key = api.post("/v1/keys", "{\"name\":\"it\",\"role\":\"publisher\"}").text("key");

        assertProblem(
                api.post("/v1/events", event),
                422,
                "type",
                "type %s can't be published".formatted(type));
        assertThat(api.as(key, "POST", "/v1/events", event).status()).isEqualTo(422);
    }
}
