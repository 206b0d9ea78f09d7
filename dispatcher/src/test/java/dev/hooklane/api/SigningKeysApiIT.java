package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.SigningKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * An endpoint asks for Ed25519 signatures; anyone may fetch its public keys, nobody the private.
 */
@ExtendWith(SharedApi.class)
class SigningKeysApiIT {
    private static final String ON = "{\"signature\":\"ed25519\"}";

    private final ApiFixture api;

    SigningKeysApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void anEndpointIsSignedByItsSecretAloneUnlessItAsksForMore() throws Exception {
        Answer made = api.endpoint("plain");

        assertThat(made.text("signature")).isEqualTo("hmac");
        assertThat(made.json().path("signingKeys").isEmpty()).isTrue();
    }

    @Test
    void anEndpointMadeWithAKeyPairStillGetsASecret() throws Exception {
        Answer made =
                api.post(
                        "/v1/endpoints",
                        "{\"account\":\"pairs\",\"url\":\"https://8.8.8.8/hook\",\"eventTypes\":[\"*\"],\"signature\":\"ed25519\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("secret")).startsWith("whsec_");
        assertThat(publicKeys(made)).hasSize(1).first().asString().startsWith("whpk_");
    }

    @Test
    void thePrivateKeyIsInNoAnswer() throws Exception {
        Answer made = api.endpoint("private");
        Answer changed = change(made, ON);
        String hidden = keys(made).getFirst().privateKey();

        assertThat(changed.response().body() + published(made).response().body())
                .doesNotContain(hidden, hidden.replace("=", ""), "whsk_");
    }

    @Test
    void thePublicKeysAreAJsonWebKeySetThatNeedsNoKey() throws Exception {
        Answer made = api.endpoint("jwks");
        change(made, ON);
        SigningKey key = keys(made).getFirst();

        Answer published = published(made);

        assertThat(published.status()).isEqualTo(200);
        assertThat(published.response().headers().firstValue("Cache-Control"))
                .contains("public, max-age=300");
        JsonNode one = published.json().path("keys").path(0);
        assertThat(one.path("kty").asString() + one.path("crv").asString()).isEqualTo("OKPEd25519");
        assertThat(Base64.getUrlDecoder().decode(one.path("x").asString()))
                .isEqualTo(Base64.getDecoder().decode(key.publicKey()));
        assertThat(one.path("whpk").asString()).isEqualTo(key.publicText());
        assertThat(one.path("kid").asString()).isEqualTo(key.id());
    }

    @Test
    void aStrangerCannotTellAnEndpointWithoutAKeyPairFromNone() throws Exception {
        Answer made = api.endpoint("hidden");

        Answer without = published(made);
        Answer none = published("ep_0000000000000000");

        assertProblem(without, 404, null, "there are no public keys under this address");
        assertThat(comparable(without).replace(made.text("id"), "ID"))
                .isEqualTo(comparable(none).replace("ep_0000000000000000", "ID"));
    }

    private static String comparable(Answer answer) {
        return answer.response().body().replace(answer.text("requestId"), "REQUEST");
    }

    @Test
    void afterARotationBothKeysSignAndArePublished() throws Exception {
        Answer made = api.endpoint("rotates");
        change(made, ON);
        SigningKey first = keys(made).getFirst();

        Answer rotated = rotate(made, "{\"overlap\":\"1h\"}");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(publicKeys(rotated)).hasSize(2).last().isEqualTo(first.publicText());
        assertThat(published(made).json().path("keys").size()).isEqualTo(2);
        assertThat(rotate(made, "{\"overlap\":\"0s\"}").json().path("signingKeys").size())
                .isEqualTo(1);
        assertThat(published(made).response().body()).doesNotContain(first.publicText());
    }

    @Test
    void noMoreThanFiveKeysAreValid() throws Exception {
        Answer made = api.endpoint("hoarder");
        change(made, ON);
        for (int i = 0; i < 4; i++) {
            assertThat(rotate(made, "").status()).isEqualTo(200);
        }

        assertProblem(rotate(made, ""), 409, null, "has 5 valid signing keys, the limit is 5");
    }

    @Test
    void withoutAKeyPairThereIsNothingToRotate() throws Exception {
        assertProblem(rotate(api.endpoint("none"), ""), 409, null, "has no signing key");
    }

    @Test
    void otherChangesLeaveTheKeysAsTheyAreAndHmacEndsThem() throws Exception {
        Answer made = api.endpoint("changes");
        change(made, ON);
        List<SigningKey> keys = keys(made);

        change(made, "{\"description\":\"other\"}");
        change(made, ON);
        assertThat(api.post("/v1/endpoints/" + made.text("id") + "/secret/rotate", "").status())
                .isEqualTo(200);
        assertThat(keys(made)).isEqualTo(keys);

        assertThat(change(made, "{\"signature\":\"hmac\"}").text("signature")).isEqualTo("hmac");
        assertThat(keys(made)).isEmpty();
        assertThat(published(made).status()).isEqualTo(404);
    }

    @Test
    void anotherKindOfSignatureIsRefused() throws Exception {
        assertProblem(
                change(api.endpoint("odd"), "{\"signature\":\"rsa\"}"),
                422,
                "signature",
                "neither hmac nor ed25519");
    }

    private Answer change(Answer endpoint, String body) throws Exception {
        return api.send("PATCH", "/v1/endpoints/" + endpoint.text("id"), body);
    }

    private Answer rotate(Answer endpoint, String body) throws Exception {
        return api.post("/v1/endpoints/" + endpoint.text("id") + "/signing-key/rotate", body);
    }

    private Answer published(Answer endpoint) throws Exception {
        return published(endpoint.text("id"));
    }

    private Answer published(String id) throws Exception {
        return api.send(api.anonymous("/.well-known/webhook-keys/" + id).GET().build());
    }

    private List<SigningKey> keys(Answer endpoint) {
        return api.plane
                .parts()
                .endpoints()
                .directory()
                .find(new EndpointId(endpoint.text("id")))
                .map(Endpoint::signingKeys)
                .orElseThrow();
    }

    private static List<String> publicKeys(Answer endpoint) {
        return endpoint.json()
                .path("signingKeys")
                .valueStream()
                .map(key -> key.path("publicKey").asString())
                .toList();
    }
}
