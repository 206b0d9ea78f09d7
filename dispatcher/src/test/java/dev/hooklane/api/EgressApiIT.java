package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API says about the way out, and to whom. */
@ExtendWith(SharedApi.class)
class EgressApiIT {
    private final ApiFixture api;

    EgressApiIT(ApiFixture api) {
        this.api = api;
    }

    private String accountKey() throws Exception {
        return api.post(
                        "/v1/keys",
                        "{\"name\":\"egress\",\"role\":\"account\",\"account\":\"egress\"}")
                .text("key");
    }

    @Test
    void customersReadWhichAddressesToAllow() throws Exception {
        Answer answer = api.as(accountKey(), "/v1/egress");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasToString("{\"addresses\":[\"203.0.113.7/32\"]}");
    }

    @Test
    void strangersReadNothing() throws Exception {
        assertThat(api.send(api.anonymous("/v1/egress").build()).status()).isEqualTo(401);
    }

    @Test
    void customersReadNoAddressThatTheyDidNotWrite() throws Exception {
        String body = "{\"url\":\"https://localhost/\"}";
        String made = "{\"url\":\"https://localhost/\",\"eventTypes\":[\"*\"]}";
        String key = accountKey();

        Answer checked = api.as(key, "POST", "/v1/endpoints/check", body);
        Answer refused = api.as(key, "POST", "/v1/endpoints", made);

        assertThat(checked.json().path("problems").toString())
                .isEqualTo("[\"url host localhost is refused: it is not a public address\"]");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail"))
                .isEqualTo("url host localhost is refused: it is not a public address");
    }

    @Test
    void operatorsReadTheRule() throws Exception {
        Answer name = api.post("/v1/endpoints/check", "{\"url\":\"https://localhost/\"}");
        Answer address = api.post("/v1/endpoints/check", "{\"url\":\"https://10.1.2.3/\"}");

        assertThat(name.json().path("problems").toString())
                .contains("localhost is a name of private networks");
        assertThat(address.json().path("problems").toString())
                .contains("10.1.2.3 is private, and deliveries go to public addresses only");
    }
}
