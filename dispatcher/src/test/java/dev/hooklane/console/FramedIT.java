package dev.hooklane.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A portal link in a frame on the platform's own page, which is another site to the browser. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramedIT {
    private static final String LINK = "/portal#hlp_a-link-that-the-api-knows";

    private final ConsoleServer server =
            new ConsoleServer(
                    Map.of(
                            "console.public-url", "https://hooks.example.com",
                            "console.frame-ancestors", "https://app.example.org"));
    private final TlsFront front =
            new TlsFront(
                    Map.of("hooks.example.com", server.uri("/")),
                    Map.of(
                            "app.example.org", framing("https://hooks.example.com" + LINK),
                            "app.example.net", framing("https://hooks.example.com" + LINK)));
    private Optional<Chromium> browser = Optional.empty();

    private static String framing(String address) {
        return "<!doctype html><title>Settings</title><iframe src='%s' width=1000 height=700></iframe>"
                .formatted(address);
    }

    @BeforeAll
    void startBrowser() {
        browser = Chromium.program().map(each -> new Chromium(each, front.browserOptions()));
    }

    @BeforeEach
    void start() {
        assumeTrue(browser.isPresent(), "no Chromium is installed");
        browser().forget();
        SampleApi.fill(server);
        server.knows("account", "acct_1", "view", "manage");
        server.says("PATCH /v1/endpoints/ep_1", 200, "{}");
    }

    @AfterAll
    void stop() {
        browser.ifPresent(Chromium::close);
        front.close();
        server.close();
    }

    @Test
    void aListedSiteShowsTheConsoleAndItsFormsWork() {
        browser().page().navigate("https://app.example.org/");
        FrameLocator frame = browser().page().frameLocator("iframe");

        frame.locator("a.hook-url").first().click();
        assertThat(frames()).doesNotContain("hlp_");
        assertThat(heading(frame)).containsText("shop.example");
        frame.locator("[value=paused] ~ button").click();

        Awaitility.await()
                .until(() ->
                        server.calls().stream()
                                .anyMatch(call -> call.what().startsWith("PATCH /v1/endpoints/")));
        assertThat(heading(frame)).containsText("shop.example");
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void aLinkThatWasUsedSaysSoInTheFrame() {
        server.says("POST /v1/portal-sessions", 401, "{\"reason\":\"used\"}");

        browser().page().navigate("https://app.example.org/");

        assertThat(heading(browser().page().frameLocator("iframe")))
                .containsText("This link has been used");
        assertThat(frames()).doesNotContain("hlp_");
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void anotherSiteShowsNothingOfIt() {
        browser().page().navigate("https://app.example.net/");

        Awaitility.await()
                .until(browser()::complaints, all -> all.toString().contains("frame-ancestors"));

        assertThat(browser().page().frameLocator("iframe").getByText("Webhooks").count()).isZero();
    }

    private static Locator heading(FrameLocator frame) {
        return frame.getByRole(AriaRole.HEADING, new FrameLocator.GetByRoleOptions().setLevel(1));
    }

    /** The addresses of all frames. */
    private String frames() {
        return browser().page().frames().stream().map(Frame::url).collect(Collectors.joining(" "));
    }

    private Chromium browser() {
        return browser.orElseThrow();
    }
}
