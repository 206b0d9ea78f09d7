package dev.hooklane.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A portal link in a browser: where its text goes, and where it does not. */
@Timeout(120)
class PortalBrowserIT {
    private static final String TEXT = "hlp_a-link-that-the-api-knows";

    private static Optional<Chromium> browser = Optional.empty();

    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void startBrowser() {
        browser = Chromium.program().map(Chromium::new);
    }

    @AfterAll
    static void stopBrowser() {
        browser.ifPresent(Chromium::close);
    }

    @BeforeEach
    void start() {
        assumeTrue(browser.isPresent(), "no Chromium is installed");
        browser.orElseThrow().forget();
        page().onRequest(request -> {
            asked.add(request.url());
            asked.add(String.valueOf(request.headers().get("referer")));
        });
        SampleApi.fill(server);
        server.knows("account", "acct_1", "view", "manage");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLinkOpensTheConsoleAndItsTextIsInNoAddressAndNoHistory() {
        open(TEXT);

        assertThat(page()).hasURL(server.uri("/webhooks").toString());
        page().goBack();
        assertThat(page().url()).doesNotContain("hlp_");
        assertThat(asked).isNotEmpty().noneMatch(address -> address.contains("hlp_"));
        assertThat(
                        server.calls().stream()
                                .filter(call -> call.what().equals("POST /v1/portal-sessions"))
                                .map(ConsoleServer.Call::authorization))
                .containsExactly("Bearer " + TEXT);
        assertThat(browser.orElseThrow().complaints()).isEmpty();
    }

    @Test
    void openedASecondTimeItSaysSo() {
        open(TEXT);
        assertThat(page()).hasURL(server.uri("/webhooks").toString());
        server.says("POST /v1/portal-sessions", 401, "{\"reason\":\"used\"}");

        open(TEXT);

        assertHeading("This link has been used");
        assertThat(page().url()).doesNotContain("hlp_");
    }

    @Test
    void withoutItsTextItSaysThatItIsIncomplete() {
        page().navigate(server.uri("/portal").toString());

        assertHeading("This link is incomplete");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aLinkPastedOverTheAddressIsOpenedToo() {
        page().navigate(server.uri("/portal").toString());
        assertHeading("This link is incomplete");

        open(TEXT);

        assertThat(page()).hasURL(server.uri("/webhooks").toString());
    }

    @Test
    void anOperatorMakesALinkAndCopiesItAndItIsNotShownAgain() {
        server.knows("operator", null, "view", "manage", "secrets", "replay", "share");
        server.says("POST /v1/portal-links", 201, SampleLinks.MADE);
        page().navigate(server.uri("/links").toString());
        page().locator("#key").fill(ConsoleServer.KEY);
        page().locator("button[type=submit]").click();

        page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Create link")).click();
        page().locator("#owner").fill("acct_1");
        page().locator("#name").fill("ada@shop.example");
        page().locator("input[value=manage]").check();
        page().locator("#lasts").selectOption("1h");
        page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create link"))
                .click();
        assertHeading("Link created");
        page().locator("[data-copy=link-text]").click();
        assertThat(page().locator("[data-copy=link-text]")).hasText("Copied");
        String copied = page().evaluate("navigator.clipboard.readText()").toString();
        page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Done")).click();
        assertHeading("Portal links");

        assertThat(copied)
                .isEqualTo("https://hooks.example.com/portal#hlp_ATextThatOpensTheConsoleOnce");
        // The browser has not kept the page, and makes no second link by itself.
        assertThatThrownBy(() -> page().goBack()).hasMessageContaining("ERR_CACHE_MISS");
        assertThat(
                        server.calls().stream()
                                .filter(call -> call.what().equals("POST /v1/portal-links"))
                                .map(ConsoleServer.Call::body))
                .containsExactly(
                        "{\"account\":\"acct_1\",\"name\":\"ada@shop.example\",\"abilities\":[\"view\",\"manage\"],\"expiresIn\":\"1h\"}");
        assertThat(asked).noneMatch(address -> address.contains("hlp_"));
    }

    private void open(String text) {
        page().navigate(server.uri("/portal") + "#" + text);
    }

    private void assertHeading(String text) {
        assertThat(page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText(text);
    }

    private static Page page() {
        return browser.orElseThrow().page();
    }
}
