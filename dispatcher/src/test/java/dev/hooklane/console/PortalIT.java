package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers who come by a portal link, also in a frame of the platform's page. */
class PortalIT {
    private static final String LINK = "/portal/hlp_a-link-that-the-api-knows";

    private final ConsoleServer server =
            new ConsoleServer(
                    Map.of(
                            "console.public-url", "https://hooks.example.com",
                            "console.frame-ancestors",
                                    "https://app.example.com,https://*.example.org"));
    private final Reader reader = server.reader();

    @BeforeEach
    void knowTheLink() {
        server.knows("account", "acct_1", "view", "manage");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLinkBecomesASessionThatListedSitesMayFrame() throws Exception {
        Shown entered = reader.open(LINK);
        Shown page = reader.open("/webhooks");

        assertThat(entered.status()).isEqualTo(200);
        assertThat(entered.text()).contains("content=\"0;url=/webhooks\"").doesNotContain("hlp_");
        assertThat(entered.header("set-cookie"))
                .startsWith("__Host-hooklane=")
                .contains("; HttpOnly; Secure; SameSite=None; Partitioned");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-security-policy"))
                .endsWith("frame-ancestors https://app.example.com https://*.example.org");
        assertThat(server.calls().peek().authorization())
                .isEqualTo("Bearer hlp_a-link-that-the-api-knows");
    }

    @Test
    void whoSignsInWithAKeyIsFramedByNobody() throws Exception {
        server.knows("account", "acct_1", "view", "manage", "secrets", "replay", "share");
        Shown in = reader.signIn(ConsoleServer.KEY);

        assertThat(in.header("set-cookie")).contains("SameSite=Strict");
        assertThat(reader.open("/webhooks").header("content-security-policy"))
                .endsWith("frame-ancestors 'none'");
    }

    @Test
    void withoutListedSitesALinkIsFramedByNobodyEither() throws Exception {
        try (ConsoleServer alone = new ConsoleServer(Map.of())) {
            alone.knows("account", "acct_1", "view");
            Reader visitor = alone.reader();

            assertThat(visitor.open(LINK).header("set-cookie")).contains("SameSite=Strict");
            assertThat(visitor.open("/webhooks").header("content-security-policy"))
                    .endsWith("frame-ancestors 'none'");
        }
    }

    @Test
    void aLinkThatHasEndedSaysSoInTheFrame() throws Exception {
        reader.open(LINK);
        server.says("GET /v1/endpoints", 401, "{\"detail\":\"the portal link ended\"}");
        server.says("POST /v1/sign-ins", 401, "{\"detail\":\"the portal link ended\"}");

        for (String path : new String[] {"/webhooks", LINK}) {
            Shown ended = reader.open(path);

            assertThat(ended.status()).isEqualTo(401);
            assertThat(ended.text()).contains("This link has expired").doesNotContain("API key");
            assertThat(ended.header("content-security-policy"))
                    .contains("frame-ancestors https://app.example.com");
        }
    }

    @Test
    void aKeyInTheAddressOpensNothing() throws Exception {
        assertThat(reader.open("/portal/" + ConsoleServer.KEY).status()).isEqualTo(401);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void whatTheLinkDoesNotGiveIsNotOffered() throws Exception {
        reader.open(LINK);

        Shown list = reader.open("/webhooks");
        Shown rotated = reader.submit("/webhooks/ep_1/secret", Map.of());

        assertThat(list.text()).doesNotContain("/webhooks/new").doesNotContain("Sign out");
        assertThat(rotated.status()).isEqualTo(403);
    }
}
