package dev.hooklane.console;

import static dev.hooklane.console.EndpointForms.ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms for a webhook's bearer token and certificates: secrets go in, and never come back. */
class AccessFormsIT {
    private static final String SET =
            """
            ,"authorization":{"type":"oauth2","tokenUrl":"https://id.example/token","clientId":"shop","clientSecret":"(set)",
            "scope":"events","audience":null,"method":"client_secret_post"},
            "tls":{"ca":null,"clientCertificate":"(set)","clientKey":"(set)","expiresAt":"2027-01-15T00:00:00Z"}\
            """;

    private final EndpointForms forms = new EndpointForms();

    @BeforeEach
    void signIn() throws Exception {
        forms.signIn();
        forms.server.says("PATCH /v1/endpoints/ep_1", 200, ENDPOINT.formatted("enabled", SET));
    }

    @AfterEach
    void stop() {
        forms.stop();
    }

    @Test
    void theFormShowsWhatIsSetButNoSecret() throws Exception {
        forms.server.says("GET /v1/endpoints/ep_1", 200, ENDPOINT.formatted("enabled", SET));

        Shown form = forms.reader.open("/webhooks/ep_1/access");

        assertThat(form.text())
                .contains(
                        "value=\"https://id.example/token\"", "value=\"shop\"", "value=\"events\"")
                .contains("a client certificate", "2027-01-15")
                .contains("value=\"client_secret_post\" selected")
                .doesNotContain("(set)");
        assertThat(forms.reader.open("/webhooks/ep_1/edit").text())
                .contains("/webhooks/ep_1/access");
    }

    @Test
    void aClientIsSetWithItsSecret() throws Exception {
        Shown saved =
                forms.reader.submit(
                        "/webhooks/ep_1/access/authorization",
                        Map.of(
                                "tokenUrl", "https://id.example/token",
                                "clientId", "shop",
                                "clientSecret", "hush",
                                "method", "client_secret_basic"));

        assertThat(forms.lastCall())
                .isEqualTo(
                        "PATCH /v1/endpoints/ep_1 {\"authorization\":{\"type\":\"oauth2\",\"tokenUrl\":\"https://id.example/token\",\"clientId\":\"shop\",\"clientSecret\":\"hush\",\"scope\":null,\"audience\":null,\"method\":\"client_secret_basic\"}}");
        assertThat(saved.header("location")).isEqualTo("/webhooks/ep_1");
    }

    @Test
    void anEmptySecretIsLeftOutSoThatItStays() throws Exception {
        forms.reader.submit(
                "/webhooks/ep_1/access/authorization",
                Map.of(
                        "tokenUrl", "https://id.example/token",
                        "clientId", "shop",
                        "clientSecret", "",
                        "scope", "more"));

        assertThat(forms.lastCall()).contains("\"scope\":\"more\"").doesNotContain("clientSecret");
    }

    @Test
    void certificatesAreSetAndBothAreRemoved() throws Exception {
        forms.reader.submit(
                "/webhooks/ep_1/access/certificates",
                Map.of("clientCertificate", "CERT", "clientKey", "KEY"));
        assertThat(forms.lastCall())
                .isEqualTo(
                        "PATCH /v1/endpoints/ep_1 {\"tls\":{\"ca\":null,\"clientCertificate\":\"CERT\",\"clientKey\":\"KEY\"}}");

        forms.reader.submit("/webhooks/ep_1/access/certificates", Map.of("remove", "true"));
        assertThat(forms.lastCall()).isEqualTo("PATCH /v1/endpoints/ep_1 {\"tls\":null}");

        forms.reader.submit("/webhooks/ep_1/access/authorization", Map.of("remove", "true"));
        assertThat(forms.lastCall()).isEqualTo("PATCH /v1/endpoints/ep_1 {\"authorization\":null}");
    }

    @Test
    void whatIsRefusedStandsAtItsFieldAndNoSecretComesBack() throws Exception {
        forms.server.says(
                "PATCH /v1/endpoints/ep_1",
                422,
                "{\"detail\":\"authorization.tokenUrl: url is <b>\",\"field\":\"authorization.tokenUrl\"}");
        Shown token =
                forms.reader.submit(
                        "/webhooks/ep_1/access/authorization",
                        Map.of("tokenUrl", "ftp://typed", "clientSecret", "hush-hush"));
        forms.server.says(
                "PATCH /v1/endpoints/ep_1",
                422,
                "{\"detail\":\"tls.clientKey is not the key\",\"field\":\"tls.clientKey\"}");
        Shown certificates =
                forms.reader.submit(
                        "/webhooks/ep_1/access/certificates",
                        Map.of("clientCertificate", "CERT-TYPED", "clientKey", "KEY-TYPED"));

        assertThat(token.status()).isEqualTo(422);
        assertThat(token.text())
                .contains("authorization.tokenUrl: url is &lt;b&gt;", "ftp://typed")
                .doesNotContain("hush-hush");
        assertThat(certificates.text())
                .contains("tls.clientKey is not the key", "CERT-TYPED")
                .doesNotContain("KEY-TYPED");
    }

    @Test
    void whoMayNotManageSeesNoForm() throws Exception {
        forms.server.knows("account", "acct_1", "view");
        Reader viewer = forms.server.reader();
        viewer.signIn(ConsoleServer.KEY);
        viewer.open("/webhooks");

        assertThat(viewer.open("/webhooks/ep_1/access").status()).isEqualTo(403);
        assertThat(
                        viewer.submit(
                                        "/webhooks/ep_1/access/certificates",
                                        Map.of("remove", "true"))
                                .status())
                .isEqualTo(403);
    }
}
