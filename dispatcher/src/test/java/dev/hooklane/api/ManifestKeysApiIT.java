package dev.hooklane.api;

import static dev.hooklane.api.ManifestRequests.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Quotas and keys become what a manifest says, as endpoints do. */
@ExtendWith(SharedApi.class)
class ManifestKeysApiIT {
    private final ApiFixture api;
    private final ManifestRequests manifests;

    ManifestKeysApiIT(ApiFixture api) {
        this.api = api;
        this.manifests = new ManifestRequests(api);
    }

    @Test
    void limitsAreSetOneByOneAndTheOthersStay() throws Exception {
        api.send("PUT", "/v1/accounts/kind_limits/quotas", "{\"streams\":9}");

        JsonNode set = manifests.apply(quotas("kind_limits", "\"replays\":3"), "");
        JsonNode again = manifests.apply(quotas("kind_limits", "\"replays\":3"), "");
        JsonNode other = manifests.apply(quotas("kind_limits", "\"endpoints\":4"), "");

        assertThat(result(set)).isEqualTo("changed");
        assertThat(set.path("fields").toString())
                .isEqualTo(
                        "[{\"field\":\"replays\",\"from\":\"default\",\"to\":\"3\",\"conflict\":null}]");
        assertThat(result(again)).isEqualTo("unchanged");
        assertThat(result(other)).isEqualTo("changed");
        assertThat(limits("kind_limits")).isEqualTo("{\"endpoints\":4,\"streams\":9}");
    }

    @Test
    void aLimitThatWasSetOrTakenBackByHandIsAConflict() throws Exception {
        manifests.apply(quotas("kind_back", "\"replays\":3,\"streams\":5"), "");
        api.send("PUT", "/v1/accounts/kind_back/quotas", "{\"streams\":6,\"endpoints\":2}");

        JsonNode conflict =
                manifests.apply(
                        quotas("kind_back", "\"replays\":3,\"streams\":5,\"endpoints\":1"), "");

        assertThat(result(conflict)).isEqualTo("conflict");
        assertThat(
                        conflict.path("fields")
                                .valueStream()
                                .map(each -> each.path("conflict").asString()))
                .containsExactly(
                        "it was set by hand",
                        "it was changed by hand since it was applied",
                        "it was changed by hand since it was applied");
        assertThat(limits("kind_back")).isEqualTo("{\"endpoints\":2,\"streams\":6}");
    }

    @Test
    void limitsAreRemovedUnlessSomebodyElseSetSome() throws Exception {
        manifests.apply(quotas("kind_rm", "\"replays\":3"), "");
        String owned = manifests.owned(ManifestRequests.OWNER, "kind_rm");
        api.send("PUT", "/v1/accounts/kind_rm/quotas", "{\"replays\":3,\"streams\":6}");
        JsonNode byHand =
                manifests.apply(ManifestRequests.removal("quotas", "account", "kind_rm"), "");
        api.send("PUT", "/v1/accounts/kind_rm/quotas", "{\"replays\":3}");
        JsonNode removed =
                manifests.apply(ManifestRequests.removal("quotas", "account", "kind_rm"), "");

        assertThat(owned).contains("\"kind\":\"quotas\",\"id\":null,\"account\":\"kind_rm\"");
        assertThat(result(byHand)).isEqualTo("conflict");
        assertThat(result(removed)).isEqualTo("removed");
        assertThat(limits("kind_rm")).isEqualTo("{}");
        assertThat(manifests.owned(ManifestRequests.OWNER, "kind_rm")).doesNotContain("kind_rm");
    }

    @Test
    void aKeyIsMadeOnceAndItsTextIsShownThen() throws Exception {
        String key = key("kind_key", "ci");

        JsonNode planned = manifests.apply(key, "\"dryRun\":true");
        JsonNode made = manifests.apply(key, "");
        JsonNode again = manifests.apply(key, "");

        assertThat(result(planned)).isEqualTo("created");
        assertThat(planned.path("id").isNull()).isTrue();
        assertThat(result(made)).isEqualTo("created");
        assertThat(api.as(made.path("secret").asString(), "GET", "/v1/keys/me", "").text("role"))
                .isEqualTo("account");
        assertThat(result(again)).isEqualTo("unchanged");
        assertThat(again.path("secret").isNull()).isTrue();
        assertThat(again.path("id")).isEqualTo(made.path("id"));
    }

    @Test
    void aKeyIsNeverChanged() throws Exception {
        manifests.apply(key("kind_same", "ci"), "");

        JsonNode other =
                manifests.apply(
                        key("kind_same", "ci").replace("\"account\",", "\"publisher\","), "");

        assertThat(result(other)).isEqualTo("refused");
        assertThat(other.path("code").asString()).isEqualTo("exists_already");
        assertThat(other.path("detail").asString()).contains("role of key", "is account");
    }

    @Test
    void aRevokedKeyIsNotMadeAgain() throws Exception {
        JsonNode made = manifests.apply(key("kind_rev", "ci"), "");

        JsonNode ofOther = manifests.applyAs("platform", removal(made), "");
        JsonNode removed = manifests.apply(removal(made), "");
        JsonNode again = manifests.apply(key("kind_rev", "ci"), "");

        assertThat(result(ofOther)).isEqualTo("conflict");
        assertThat(result(removed)).isEqualTo("removed");
        assertThat(api.as(made.path("secret").asString(), "GET", "/v1/keys/me", "").status())
                .isEqualTo(401);
        assertThat(result(again)).isEqualTo("refused");
        assertThat(again.path("detail").asString()).contains("is revoked, and stays so");
        assertThat(result(manifests.apply(removal(made), ""))).isEqualTo("unchanged");
    }

    @Test
    void aKeyThatWasMadeByHandIsNeitherTakenNorRevoked() throws Exception {
        Answer byHand =
                api.post(
                        "/v1/keys",
                        "{\"name\":\"ci\",\"role\":\"account\",\"account\":\"kind_hand\"}");

        JsonNode kept = manifests.apply(key("kind_hand", "ci"), "");
        JsonNode removed =
                manifests.apply(
                        ManifestRequests.removal("key", "id", byHand.text("id")), "\"force\":true");

        assertThat(result(kept)).isEqualTo("unchanged");
        assertThat(kept.path("id").asString()).isEqualTo(byHand.text("id"));
        assertThat(result(removed)).isEqualTo("conflict");
        assertThat(api.as(byHand.text("key"), "GET", "/v1/keys/me", "").status()).isEqualTo(200);
    }

    private static String quotas(String account, String limits) {
        return "{\"kind\":\"quotas\",\"account\":\"%s\",\"limits\":{%s}}"
                .formatted(account, limits);
    }

    private static String key(String account, String name) {
        return """
        {"kind":"key","name":"%s","role":"account","account":"%s"}\
        """
                .formatted(name, account);
    }

    private static String removal(JsonNode made) {
        return ManifestRequests.removal("key", "id", made.path("id").asString());
    }

    private String limits(String account) throws Exception {
        return api.get("/v1/manifest?account=" + account)
                .json()
                .path("objects")
                .valueStream()
                .filter(each -> each.path("kind").asString().equals("quotas"))
                .findFirst()
                .map(each -> each.path("limits").toString())
                .orElse("{}");
    }
}
