package dev.hooklane.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The palette opens by a key, and is used without a pointer. */
class PaletteIT {
    @Test
    void ctrlKFindsAWebhookAndEnterGoesThere() {
        assumeTrue(Chromium.program().isPresent(), "no Chromium is installed");
        try (ConsoleServer server = new ConsoleServer(Map.of());
                Chromium chromium = new Chromium(Chromium.program().orElseThrow())) {
            SampleApi.fill(server);
            chromium.open(server.uri("/sign-in"));
            Page page = chromium.page();
            page.getByLabel("API key").fill(ConsoleServer.KEY);
            page.keyboard().press("Enter");
            page.waitForURL("**/overview");

            page.keyboard().press("Control+k");
            Locator found = page.locator("#palette-found a");
            assertThat(found.first()).hasText(Pattern.compile("Overview"));
            page.keyboard().press("Escape");
            assertThat(page.locator("#palette")).isHidden();
            page.keyboard().press("Control+k");
            page.keyboard().type("shop");
            assertThat(found.first()).hasText(Pattern.compile("shop"));
            page.keyboard().press("ArrowDown");
            assertThat(found.first()).isFocused();
            page.keyboard().press("ArrowUp");
            page.keyboard().press("Enter");
            page.waitForURL("**/webhooks/ep_1");

            assertThat(chromium.complaints()).isEmpty();
        }
    }
}
