package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OAuth2 clients and certificates of endpoints. */
@ExtendWith(SharedApi.class)
class EndpointAccessApiIT {
    private static final HeldCertificate CLIENT =
            new HeldCertificate.Builder().commonName("client").build();

    private final ApiFixture api;

    EndpointAccessApiIT(ApiFixture api) {
        this.api = api;
    }

    private static String authorization(String tokenUrl, String more) {
        return "{\"authorization\":{\"type\":\"oauth2\",\"tokenUrl\":\"%s\",\"clientId\":\"c1\"%s}}"
                .formatted(tokenUrl, more);
    }

    private static String tls() {
        return "{\"tls\":{\"clientCertificate\":\"%s\",\"clientKey\":\"%s\"}}"
                .formatted(
                        CLIENT.certificatePem().replace("\n", "\\n"),
                        CLIENT.privateKeyPkcs8Pem().replace("\n", "\\n"));
    }

    private EndpointId make() throws Exception {
        Answer made =
                api.post(
                        "/v1/endpoints",
                        "{\"account\":\"access\",\"url\":\"https://8.8.8.8/\",\"eventTypes\":[\"*\"]}");
        assertThat(made.status()).isEqualTo(201);
        return new EndpointId(made.text("id"));
    }

    private Answer change(EndpointId id, String body) throws Exception {
        return api.send("PATCH", "/v1/endpoints/" + id, body);
    }

    private Endpoint now(EndpointId id) {
        return api.directory.find(id).orElseThrow();
    }

    private EndpointId authorized() throws Exception {
        EndpointId id = make();
        Answer changed =
                change(id, authorization("https://9.9.9.9/token", ",\"clientSecret\":\"s3cret\""));
        assertThat(changed.status()).isEqualTo(200);
        return id;
    }

    @Test
    void secretsAreNeitherShownNorWrittenInClear() throws Exception {
        EndpointId id = authorized();
        assertThat(change(id, tls()).status()).isEqualTo(200);

        String shown = api.get("/v1/endpoints/" + id).response().body();

        assertThat(shown)
                .contains("\"clientSecret\":\"(set)\"", "\"clientKey\":\"(set)\"")
                .contains("\"clientId\":\"c1\"", "\"expiresAt\":\"")
                .doesNotContain("s3cret", "BEGIN");
        assertThat(api.written.records(api.topics.endpoints(), id.value(), 3))
                .allSatisfy(record ->
                        assertThat(new String(record.value(), UTF_8))
                                .doesNotContain("s3cret", "BEGIN", "9.9.9.9"));
        assertThat(now(id).access().tls()).isPresent();
    }

    @Test
    void aSecretIsNotSentToAnotherTokenUrlUnlessItIsGivenAgain() throws Exception {
        EndpointId id = authorized();

        Answer moved = change(id, authorization("https://9.9.9.9/other", ""));
        Answer scoped = change(id, authorization("https://9.9.9.9/token", ",\"scope\":\"a b\""));

        assertProblem(moved, 422, "authorization.clientSecret", "is missing");
        assertThat(scoped.status()).isEqualTo(200);
        assertThat(now(id).access().authorization().orElseThrow().clientSecret())
                .isEqualTo("s3cret");
    }

    @Test
    void tokensAndCertificatesStayAtTheOriginTheyWereGivenFor() throws Exception {
        EndpointId id = authorized();
        EndpointId certified = make();
        change(certified, tls());

        Answer moved = change(id, "{\"url\":\"https://1.1.1.1/\"}");
        Answer without = change(certified, "{\"url\":\"https://1.1.1.1/\"}");
        Answer dropped = change(id, "{\"url\":\"https://1.1.1.1/\",\"authorization\":null}");

        assertProblem(moved, 422, "authorization", "was given for https://8.8.8.8:443");
        assertProblem(without, 422, "tls", "was given for https://8.8.8.8:443");
        assertThat(dropped.status()).isEqualTo(200);
        assertThat(now(id).access().isNone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://169.254.169.254/token, public addresses only",
        "https://10.1.2.3/token, public addresses only",
        "http://8.8.8.8/token, scheme http is not https",
        "https://user:pw@8.8.8.8/, user info"
    })
    void aTokenUrlIsJudgedAsAnEndpointsUrl(String url, String words) throws Exception {
        Answer refused = change(make(), authorization(url, ",\"clientSecret\":\"s3cret\""));

        assertProblem(refused, 422, "authorization.tokenUrl", words);
    }

    @Test
    void aHeaderCantSetTheTokenToo() throws Exception {
        EndpointId id = authorized();

        Answer refused = change(id, "{\"headers\":{\"authorization\":\"Basic x\"}}");

        assertProblem(refused, 422, "authorization", "beside the header Authorization");
    }

    @Test
    void aCertificateThatCantBeUsedIsRefusedInOneLine() throws Exception {
        Answer refused = change(make(), "{\"tls\":{\"ca\":\"hello\"}}");

        assertProblem(refused, 422, "tls.ca", "tls.ca has no certificate in PEM form");
    }
}
