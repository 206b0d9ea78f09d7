package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.Ability;
import dev.hooklane.access.UserPasses.Named;
import dev.hooklane.api.ApiFixture.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who have signed in at an OpenID provider, as the API sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserSignInsApiIT {
    private final ApiFixture api;
    private final SignedInPeople people;

    UserSignInsApiIT(@TempDir Path directory) throws ExecutionException, InterruptedException {
        api = new ApiFixture(directory, SignedInPeople.PROVIDER);
        people = new SignedInPeople(api);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void aSignInAndWhatThePersonChangesAreRecordedUnderIdAndName() throws Exception {
        String ada = people.operator("u-ada", SignedInPeople.later());

        assertThat(api.as(ada, "POST", "/v1/sign-ins", "{}").text("id")).isEqualTo("user:u-ada");
        JsonNode signIn = api.awaitEntry("key=user:u-ada");
        assertThat(signIn.path("path").asString()).isEqualTo("/v1/sign-ins");
        assertThat(signIn.path("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(signIn.path("role").asString()).isEqualTo("operator");

        Answer key = api.as(ada, "POST", "/v1/keys", "{\"name\":\"x\",\"role\":\"viewer\"}");
        assertThat(key.status()).isEqualTo(201);
        JsonNode change = api.awaitEntry("target=" + key.text("id"));
        assertThat(change.path("key").asString()).isEqualTo("user:u-ada");
        assertThat(change.path("name").asString()).isEqualTo("Ada Lovelace");
    }

    @Test
    void aPersonMakesNoPortalLinkAsItWouldNotEndWithThem() throws Exception {
        String ada = people.operator("u-link", SignedInPeople.later());

        Answer answer = api.as(ada, "POST", "/v1/portal-links", "{\"account\":\"acct_sso\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("detail")).contains("ends with the key that made it");
    }

    /** They have the limit of all who have no key. */
    @Test
    void aSignInThatTheConsoleRefusedIsRecordedUnderIdAndNameUpToALimit() throws Exception {
        String refusal =
                api.passes.refusal(
                        Optional.of(new Named("user:u-eve", "Eve")),
                        "Eve (user:u-eve) has no group",
                        Instant.now());

        for (int i = 0; i < 40; i++) {
            assertThat(api.as(refusal, "POST", "/v1/sign-ins", "{}").status()).isEqualTo(401);
        }

        JsonNode entry = api.awaitEntry("key=user:u-eve");
        assertThat(entry.path("name").asString()).isEqualTo("Eve");
        assertThat(entry.path("denied").asString()).contains("has no group");
        assertThat(entry.path("status").asInt()).isEqualTo(401);
        api.as(people.operator("u-last", SignedInPeople.later()), "POST", "/v1/sign-ins", "{}");
        api.awaitEntry("key=user:u-last");
        assertThat(api.written.records(api.topics.audit(), 1))
                .map(record -> JsonMapper.shared().readTree(record.value()))
                .filteredOn(each -> each.path("key").asString().equals("user:u-eve"))
                .hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void aPersonOfAnAccountSeesNoOther() throws Exception {
        String shop =
                people.ofAccount(
                        "u-shop", "acct_sso", Set.of(Ability.VIEW), SignedInPeople.later());
        String other = api.endpoint("acct_sso_other").text("id");

        assertThat(api.as(shop, "/v1/endpoints").status()).isEqualTo(200);
        assertThat(api.as(shop, "/v1/endpoints/" + other).status()).isEqualTo(404);
        assertThat(api.as(shop, "/v1/audit").status()).isEqualTo(403);
        assertThat(
                        api.as(
                                        shop,
                                        "POST",
                                        "/v1/endpoints",
                                        "{\"url\":\"https://8.8.8.8/\",\"eventTypes\":[\"*\"]}")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void aPassThatIsOverOrForgedOpensNothing() throws Exception {
        String over = people.operator("u-over", Instant.now());

        assertThat(api.as(over, "/v1/endpoints").status()).isEqualTo(401);
        assertThat(api.as("hlu_forged", "/v1/endpoints").status()).isEqualTo(401);
    }
}
