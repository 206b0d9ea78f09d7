package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that let customers in for a while, and what they may do with the API. */
@ExtendWith(SharedApi.class)
class PortalLinksApiIT {
    private final ApiFixture api;

    PortalLinksApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aLinkIsMadeForAnAccountAndEndsInAnHour() throws Exception {
        Answer made = api.post("/v1/portal-links", "{\"account\":\"acct_portal\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("account")).isEqualTo("acct_portal");
        assertThat(made.json().path("abilities").toString()).isEqualTo("[\"view\"]");
        assertThat(made.text("url"))
                .startsWith("http://127.0.0.1:%d/portal#hlp_".formatted(api.plane.port()));
        assertThat(Instant.parse(made.text("expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(59)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(made.response().headers().firstValue("cache-control")).contains("no-store");
    }

    @Test
    void itShowsItsAccountAndNoOther() throws Exception {
        String own = api.endpoint("acct_linked").text("id");
        String other = api.endpoint("acct_unlinked").text("id");
        String link = link("acct_linked", "view");

        assertThat(api.as(link, "/v1/keys/me").text("account")).isEqualTo("acct_linked");
        assertThat(api.as(link, "/v1/endpoints/" + own).status()).isEqualTo(200);
        assertThat(api.as(link, "/v1/endpoints/" + other).status()).isEqualTo(404);
        assertThat(api.as(link, "/v1/deliveries?account=acct_unlinked").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    view                  | PATCH  | /v1/endpoints/{id}               | manage
                    view                  | DELETE | /v1/endpoints/{id}               | manage
                    view                  | POST   | /v1/endpoints/{id}/test          | manage
                    view                  | POST   | /v1/endpoints/check              | manage
                    view,secrets          | POST   | /v1/endpoints                    | manage
                    view,manage           | POST   | /v1/endpoints                    | secrets
                    view,manage,replay    | POST   | /v1/endpoints/{id}/secret/rotate | secrets
                    view,manage,secrets   | POST   | /v1/deliveries/dlv_0/retry       | replay
                    manage                | GET    | /v1/endpoints                    | view
                    view,manage,secrets,replay | POST | /v1/portal-links              | share
                    """)
    void whatItDoesNotGiveIsRefusedByName(
            String abilities, String method, String path, String missing) throws Exception {
        String id = api.endpoint("acct_abilities").text("id");
        String link = link("acct_abilities", abilities.split(",", -1));

        assertProblem(
                api.as(link, method, path.replace("{id}", id)),
                403,
                null,
                "does not have the ability " + missing);
    }

    @Test
    void whatItGivesIsDoneAndWrittenDownUnderItsName() throws Exception {
        String id = api.endpoint("acct_named").text("id");
        Answer made =
                api.post(
                        "/v1/portal-links",
                        "{\"account\":\"acct_named\",\"abilities\":[\"view\",\"manage\"],\"name\":\"ada@shop.example\"}");
        String link = session(made);

        assertThat(api.as(link, "PATCH", "/v1/endpoints/" + id, "{\"description\":\"x\"}").status())
                .isEqualTo(200);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(
                                        api.get("/v1/audit?account=acct_named")
                                                .json()
                                                .path("entries")
                                                .toString())
                                .contains(
                                        "\"key\":\"%s\",\"name\":\"ada@shop.example\""
                                                .formatted(made.text("id")),
                                        "\"target\":\"%s\"".formatted(made.text("id"))));
    }

    @Test
    void anAccountsKeyMakesThemForItsAccountAndTheyEndWithIt() throws Exception {
        Answer key =
                api.post(
                        "/v1/keys",
                        "{\"name\":\"backend\",\"role\":\"account\",\"account\":\"acct_back\"}");
        Answer made = api.as(key.text("key"), "POST", "/v1/portal-links", "{}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(
                        api.as(
                                        key.text("key"),
                                        "POST",
                                        "/v1/portal-links",
                                        "{\"account\":\"acct_x\"}")
                                .status())
                .isEqualTo(404);
        String session = session(made);
        Answer second = api.as(key.text("key"), "POST", "/v1/portal-links", "{}");
        assertThat(api.as(session, "/v1/keys/me").status()).isEqualTo(200);

        api.send("DELETE", "/v1/keys/" + key.text("id"), "");

        Answer ended = api.as(session, "/v1/keys/me");
        assertProblem(ended, 401, null, "that made the portal link is valid no more");
        assertThat(ended.text("reason")).isEqualTo("maker");
        assertThat(LinkAnswers.exchange(api, second.text("url")).text("reason")).isEqualTo("maker");
    }

    @Test
    void linksAreCountedAsTheyAreMadeOpenedAndRefused() throws Exception {
        double made = counted("hooklane_portal_links_made_total");
        double opened = counted("hooklane_portal_links_opened_total");
        double used = counted("hooklane_portal_links_refused_total{reason=\"used\"}");
        double revoked = counted("hooklane_portal_links_refused_total{reason=\"revoked\"}");
        double unknown = counted("hooklane_portal_links_refused_total{reason=\"unknown\"}");
        Answer first = api.post("/v1/portal-links", "{\"account\":\"acct_counted\"}");
        Answer second = api.post("/v1/portal-links", "{\"account\":\"acct_counted\"}");

        LinkAnswers.exchange(api, first.text("url"));
        LinkAnswers.exchange(api, first.text("url"));
        api.send("DELETE", "/v1/portal-links/" + second.text("id"), "");
        LinkAnswers.exchange(api, second.text("url"));
        LinkAnswers.exchange(api, "http://127.0.0.1/portal#hlp_nobody-made-this");

        assertThat(counted("hooklane_portal_links_made_total") - made).isEqualTo(2);
        assertThat(counted("hooklane_portal_links_opened_total") - opened).isEqualTo(1);
        assertThat(counted("hooklane_portal_links_refused_total{reason=\"used\"}") - used)
                .isEqualTo(1);
        assertThat(counted("hooklane_portal_links_refused_total{reason=\"revoked\"}") - revoked)
                .isEqualTo(1);
        assertThat(counted("hooklane_portal_links_refused_total{reason=\"unknown\"}") - unknown)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                  | account   | account is missing
                    {"account":"a b"}                                   | account   | id 'a b'
                    {"account":"a","expiresIn":"59s"}                   | expiresIn | expiresIn
                    {"account":"a","expiresIn":"25h"}                   | expiresIn | expiresIn
                    {"account":"a","expiresIn":"soon"}                  | expiresIn | soon
                    {"account":"a","abilities":[]}                      | abilities | empty
                    {"account":"a","abilities":["all"]}                 | abilities | ability 'all' is not view, manage, secrets, replay
                    {"account":"a","abilities":["share"]}               | abilities | can't be given
                    {"account":"a","name":""}                           | name      | one line
                    {"account":"a","for":"b"}                           | for       | unknown
                    """)
    void aLinkThatCantBeMadeIsRefusedWithTheField(String body, String field, String detail)
            throws Exception {
        assertProblem(api.post("/v1/portal-links", body), 422, field, detail);
    }

    private double counted(String series) throws IOException, InterruptedException {
        return api.get("/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .sum();
    }

    private String link(String account, String... abilities)
            throws IOException, InterruptedException {
        return session(
                api.post(
                        "/v1/portal-links",
                        "{\"account\":\"%s\",\"abilities\":[\"%s\"]}"
                                .formatted(account, String.join("\",\"", abilities))));
    }

    /** The session that the link opens. */
    private String session(Answer made) throws IOException, InterruptedException {
        return LinkAnswers.exchange(api, made.text("url")).text("session");
    }
}
