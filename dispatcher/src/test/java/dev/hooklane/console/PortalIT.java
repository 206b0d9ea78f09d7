package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Customers who come by a portal link, also in a frame of the platform's page. */
class PortalIT {
    private static final String LINK = "hlp_a-link-that-the-api-knows";

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
        Shown entered = enter(reader);
        Shown page = reader.open("/webhooks");

        assertThat(entered.status()).isEqualTo(303);
        assertThat(entered.header("location")).isEqualTo("/webhooks");
        assertThat(entered.header("set-cookie"))
                .startsWith("__Host-hooklane=")
                .contains("; HttpOnly; Secure; SameSite=None; Partitioned");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-security-policy"))
                .endsWith("frame-ancestors https://app.example.com https://*.example.org");
        assertThat(server.calls().stream().map(ConsoleServer.Call::authorization))
                .startsWith("Bearer " + LINK, "Bearer " + ConsoleServer.SESSION)
                .doesNotHaveDuplicates();
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

            assertThat(enter(visitor).header("set-cookie")).contains("SameSite=Strict");
            assertThat(visitor.open("/webhooks").header("content-security-policy"))
                    .endsWith("frame-ancestors 'none'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "used, This link has been used",
        "expired, This link has expired",
        "revoked, This link was revoked",
        "maker, The key that made it is no longer valid",
        "erased, was erased",
        "former, This link is of an earlier kind",
        "unknown, This link is not valid"
    })
    void aLinkThatIsRefusedSaysWhyInTheFrame(String reason, String text) throws Exception {
        enter(reader);
        server.says("GET /v1/endpoints", 401, "{\"reason\":\"%s\"}".formatted(reason));
        server.says("POST /v1/portal-sessions", 401, "{\"reason\":\"%s\"}".formatted(reason));

        for (Shown ended : List.of(enter(reader), reader.open("/webhooks"))) {
            assertThat(ended.status()).isIn(401, 410);
            assertThat(ended.text()).contains(text).doesNotContain("API key");
            assertThat(ended.header("content-security-policy"))
                    .contains("frame-ancestors https://app.example.com");
        }
    }

    @Test
    void whileTheApiCantExchangeItTheFrameSaysSo() throws Exception {
        server.says("POST /v1/portal-sessions", 503, "{\"detail\":\"it may be used up\"}");

        Shown away = enter(reader);

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text()).contains("Not available right now", "It may be used up.");
        assertThat(away.header("content-security-policy"))
                .contains("frame-ancestors https://app.example.com");
        assertThat(away.header("set-cookie")).isEmpty();
    }

    @Test
    void thePageThatOpensALinkRunsOneScriptOfItsOwnAndMayBeFramed() throws Exception {
        Shown page = reader.open("/portal");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .containsOnlyOnce("<script")
                .containsPattern("<script src=\"/assets/[0-9a-f]+/portal.js\" defer></script>")
                .contains("<noscript>", "This link needs JavaScript");
        assertThat(page.header("content-security-policy"))
                .contains("script-src 'self'", "frame-ancestors https://app.example.com");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void anotherSiteCantSendALinkForItsVisitors() throws Exception {
        Shown refused =
                reader.send(
                        reader.form("/portal", Map.of("link", LINK))
                                .header("Sec-Fetch-Site", "cross-site"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aLinkOfAFormerReleaseIsRefusedWithoutACall() throws Exception {
        Shown former = reader.open("/portal/" + LINK);

        assertThat(former.status()).isEqualTo(410);
        assertThat(former.text()).contains("This link is of an earlier kind").doesNotContain(LINK);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aKeyOpensNothingHere() throws Exception {
        Shown refused = reader.submit("/portal", Map.of("link", ConsoleServer.KEY));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("This link is not valid");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void linksAreListedForThoseWhoMayMakeThem() throws Exception {
        server.knows("account", "acct_1", "view", "share");
        server.says("GET /v1/portal-links", 200, SampleLinks.LIST);
        server.says("DELETE /v1/portal-links/lnk_4m1k7rcn0v8w2x3y", 204, "");
        reader.signIn(ConsoleServer.KEY);

        Shown list = reader.open("/links?state=used");
        Shown revoked = reader.submit("/links/lnk_4m1k7rcn0v8w2x3y/revoke", Map.of());

        assertThat(list.text())
                .contains("ada@shop.example", "203.0.113.7", "In use", "/links")
                .contains("/links/lnk_4m1k7rcn0v8w2x3y/revoke")
                .doesNotContain("/links/lnk_9v8w2x3y4m1k7rcn/revoke", "hlp_");
        assertThat(revoked.status()).isEqualTo(303);
        assertThat(server.calls().stream().map(ConsoleServer.Call::query))
                .contains("account=acct_1&limit=100&state=used");
        assertThat(server.calls().stream().map(ConsoleServer.Call::what))
                .contains("DELETE /v1/portal-links/lnk_4m1k7rcn0v8w2x3y");
    }

    @Test
    void whoCameByALinkSeesNoLinksAndRevokesNone() throws Exception {
        enter(reader);

        assertThat(reader.open("/webhooks").text()).doesNotContain("href=\"/links\"");
        assertThat(reader.submit("/links/lnk_4m1k7rcn0v8w2x3y/revoke", Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void whatTheLinkDoesNotGiveIsNotOffered() throws Exception {
        enter(reader);

        Shown list = reader.open("/webhooks");
        Shown rotated = reader.submit("/webhooks/ep_1/secret", Map.of());

        assertThat(list.text()).doesNotContain("/webhooks/new").doesNotContain("Sign out");
        assertThat(rotated.status()).isEqualTo(403);
    }

    /** Opens the link, as the script of its page does. */
    private static Shown enter(Reader reader) throws Exception {
        return reader.submit("/portal", Map.of("link", LINK));
    }
}
