package dev.hooklane.console;

import static dev.hooklane.console.EndpointForms.ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done to a webhook on its page, and by whom. */
class EndpointActionsIT {
    private final EndpointForms forms = new EndpointForms();

    @BeforeEach
    void signIn() throws Exception {
        forms.signIn();
    }

    @AfterEach
    void stop() {
        forms.stop();
    }

    @Test
    void aDisabledOneSaysWhyAndHowToGoOn() throws Exception {
        forms.server.says(
                "GET /v1/endpoints/ep_1",
                200,
                ENDPOINT.formatted("disabled", ",\"disabledReason\":\"410 <Gone>\""));

        assertThat(forms.reader.open("/webhooks/ep_1").text())
                .contains(
                        "Disabled: 410 &lt;Gone&gt;.",
                        "Enable",
                        "Enable the webhook to send a test");
    }

    @Test
    void aTestsResultIsShownInPlaceAsText() throws Exception {
        forms.server.says(
                "POST /v1/endpoints/ep_1/test",
                200,
                """
                {"id":"dlv_1","attempts":[{"number":1,"durationMs":1234,"outcome":"status_5xx","status":503,
                "response":"<script>alert(1)</script>","responseHeaders":{"x-a":"<b>"},
                "phasesMs":{"lookup":1.25,"connect":2.0,"body":0.1}}]}\
                """);

        Shown result = forms.reader.part("/webhooks/ep_1/test", Map.of("type", "message.created"));

        assertThat(forms.lastCall())
                .isEqualTo("POST /v1/endpoints/ep_1/test {\"type\":\"message.created\"}");
        assertThat(result.text())
                .contains("503", "1.2 s", "Look-up", "1.3 ms", "&lt;script&gt;", "x-a: &lt;b&gt;")
                .doesNotContain("<script>", "<html");
    }

    @Test
    void aSlowTestIsAskedForAgain() throws Exception {
        forms.server.says(
                "POST /v1/endpoints/ep_1/test",
                202,
                "{\"event\":\"evt_1\",\"delivery\":\"dlv_1\"}");

        Shown sent = forms.reader.part("/webhooks/ep_1/test", Map.of("type", "webhook.test"));
        Shown later = forms.reader.open("/webhooks/ep_1/tested/dlv_1");

        assertThat(sent.text()).contains("hx-get=\"/webhooks/ep_1/tested/dlv_1\"");
        assertThat(later.text()).contains("hx-get=\"/webhooks/ep_1/tested/dlv_1\"");
    }

    @Test
    void aRotatedSecretIsShownWithTheEndOfTheOld() throws Exception {
        forms.server.says(
                "POST /v1/endpoints/ep_1/secret/rotate",
                200,
                """
                {"id":"ep_1","url":"https://x.example/h","secret":"whsec_new",
                "secrets":[{"createdAt":"2026-01-02T00:00:00Z","validUntil":null},
                {"createdAt":"2026-01-01T00:00:00Z","validUntil":"2026-01-03T00:00:00Z"}]}\
                """);

        Shown rotated =
                forms.reader.submit("/webhooks/ep_1/secret", Map.of("overlap", "24h", "once", "9"));

        assertThat(rotated.text())
                .contains("whsec_new", "datetime=\"2026-01-03T00:00:00Z\"", "Secret rotated");
    }

    @Test
    void whatIsShownOnceIsNotCompressed() throws Exception {
        forms.server.says(
                "POST /v1/endpoints/ep_1/secret/rotate",
                200,
                """
                {"id":"ep_1","url":"https://x.example/h","secret":"whsec_new",
                "secrets":[{"createdAt":"2026-01-02T00:00:00Z","validUntil":null}]}\
                """);

        Shown rotated =
                forms.reader.send(
                        forms.reader
                                .formOf("/webhooks/ep_1/secret", "overlap=24h&once=9")
                                .header("Accept-Encoding", "gzip"));

        assertThat(rotated.header("content-encoding")).isEmpty();
        assertThat(rotated.text()).contains("whsec_new");
    }

    @Test
    void aListenerIsSaidToBeOneAndOfferedToEndInsteadOfToEdit() throws Exception {
        forms.server.says(
                "GET /v1/endpoints/ep_1",
                200,
                ENDPOINT.formatted("enabled", "")
                        .replaceFirst("\"url\":\"[^\"]*\"", "\"url\":\"listen://hooklane\""));

        Shown page = forms.reader.open("/webhooks/ep_1");

        assertThat(page.text())
                .contains("hooklane listen", "A temporary webhook.", "/docs#test-on-your-machine")
                .contains("End this listener?", "/deliveries?endpoint=ep_1", "Send test")
                .doesNotContain("/webhooks/ep_1/edit", "Rotate", "Pause", "listen://");
        for (String form : List.of("/webhooks/ep_1/edit", "/webhooks/ep_1/access")) {
            assertThat(forms.reader.open(form).header("location")).isEqualTo("/webhooks/ep_1");
        }
    }

    @Test
    void whoMayOnlyLookIsOfferedNothingElse() throws Exception {
        forms.server.knows("account", "acct_1", "view");
        Reader looker = forms.server.reader();
        looker.signIn(ConsoleServer.KEY);

        Shown page = looker.open("/webhooks/ep_1");
        Shown edit = looker.open("/webhooks/ep_1/edit");
        Shown removed = looker.submit("/webhooks/ep_1/remove", Map.of());

        assertThat(page.text()).doesNotContain("Pause", "Rotate", "Remove", "Send test");
        assertThat(edit.status()).isEqualTo(403);
        assertThat(edit.text()).contains("No permission", "but not change them");
        assertThat(removed.status()).isEqualTo(403);
        assertThat(forms.server.calls()).noneMatch(call -> call.what().startsWith("DELETE"));
    }

    @Test
    void aFormWithoutThisSessionsTokenChangesNothing() throws Exception {
        Shown refused =
                forms.reader.send(
                        forms.reader
                                .form("/webhooks/ep_1/remove", Map.of("token", "x"))
                                .header("Sec-Fetch-Site", "same-origin"));
        Shown elsewhere =
                forms.reader.send(
                        forms.reader
                                .form(
                                        "/webhooks/ep_1/remove",
                                        Map.of("token", forms.reader.token()))
                                .header("Sec-Fetch-Site", "same-site"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(forms.server.calls()).noneMatch(call -> call.what().startsWith("DELETE"));
    }
}
