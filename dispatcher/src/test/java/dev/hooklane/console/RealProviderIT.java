package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole round of a sign-in in a real browser, at a real OpenID provider on another site. */
@Timeout(120)
class RealProviderIT {
    private static final String SECRET = "a secret: with strange + characters % &";

    private static Optional<Chromium> browser = Optional.empty();

    private final int port = OidcConsole.freePort();

    /** Another site than the provider's 127.0.0.1, so that cookies travel as they do for people. */
    private final URI base = URI.create("http://localhost:" + port);

    private Optional<RealProvider> provider = Optional.empty();
    private Optional<ConsoleServer> server = Optional.empty();

    @BeforeAll
    static void startBrowser() {
        browser = Chromium.program().map(Chromium::new);
    }

    @AfterAll
    static void stopBrowser() {
        browser.ifPresent(Chromium::close);
    }

    @BeforeEach
    void start() throws IOException {
        assumeTrue(browser.isPresent(), "no Chromium is installed");
        Optional<String> missing = RealProvider.missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        provider = Optional.of(RealProvider.start("hooklane", SECRET, base));
        server =
                Optional.of(
                        new ConsoleServer(
                                Map.of(
                                        "console.public-url",
                                        base.toString(),
                                        "console.oidc.issuer",
                                        provider.get().issuer(),
                                        "console.oidc.client-id",
                                        "hooklane",
                                        "console.oidc.client-secret",
                                        SECRET,
                                        "console.oidc.scopes",
                                        "profile, groups",
                                        "console.oidc.roles",
                                        "ops=operator, shop-*=account(view+manage)",
                                        "console.oidc.label",
                                        "Example ID"),
                                port));
        page().context().clearCookies();
    }

    @AfterEach
    void stop() {
        server.ifPresent(ConsoleServer::close);
        provider.ifPresent(RealProvider::close);
    }

    private static Page page() {
        return browser.orElseThrow().page();
    }

    private void signIn(String login) {
        page().navigate(base.resolve("/deliveries").toString());
        page().click("text=Sign in with Example ID");
        page().fill("input[name=login]", login);
        page().fill("input[name=password]", "any");
        page().click("button[type=submit]");
        page().click("button[type=submit]:has-text('Continue')");
    }

    private void awaitPath(String path) {
        page().waitForURL(url ->
                url.startsWith(base.toString()) && URI.create(url).getPath().equals(path));
    }

    @Test
    void whoSignsInAtTheProviderUsesTheConsoleAndSignsOutOfBoth() {
        signIn("ada:cooks,ops");
        awaitPath("/deliveries");

        assertThat(page().content()).contains("ada of the tests", "Operator");
        assertThat(server.orElseThrow().calls())
                .extracting(ConsoleServer.Call::what)
                .contains("POST /v1/sign-ins");

        page().click("[action='/sign-out'] button");
        assertThat(page().content()).contains("You are signed out.");
        page().click("text=Sign out of Example ID, too");
        page().click("button[value=yes]");
        awaitPath("/sign-in");
        page().click("text=Sign in with Example ID");

        // It asks who it is, so it knows nobody any more.
        assertThat(page().isVisible("input[name=login]")).isTrue();
    }

    @Test
    void whoIsOfAnAccountSeesNoMore() {
        signIn("bob:shop-acct_1");
        awaitPath("/deliveries");

        assertThat(page().content()).contains("bob of the tests", "acct_1");
        assertThat(page().navigate(base.resolve("/keys").toString()).status()).isEqualTo(403);
    }

    @Test
    void whoHasNoGroupIsTold() {
        signIn("eve:cooks");
        awaitPath("/sign-in/oidc/callback");

        assertThat(page().textContent("[role=alert]"))
                .contains("eve of the tests (user:eve:cooks) has no group that gives access");
        assertThat(page().isVisible("#key")).isTrue();
    }

    @Test
    void whoTurnsBackAtTheProviderIsTold() {
        page().navigate(base.resolve("/webhooks").toString());
        page().click("text=Sign in with Example ID");
        page().click("text=Cancel");
        awaitPath("/sign-in/oidc/callback");

        assertThat(page().textContent("[role=alert]")).contains("refused the sign-in");
    }
}
