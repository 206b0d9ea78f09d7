package dev.hooklane.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of deliveries are ticked, together or one by one, and retried. */
class ChoosingIT {
    @Test
    void theBoxForAllTicksDeadLettersAndAnyRowMayBeTickedBesides() {
        assumeTrue(Chromium.program().isPresent(), "no Chromium is installed");
        try (ConsoleServer server = new ConsoleServer(Map.of());
                Chromium chromium = new Chromium(Chromium.program().orElseThrow())) {
            SampleApi.fill(server);
            chromium.open(server.uri("/sign-in"));
            Page page = chromium.page();
            page.getByLabel("API key").fill(ConsoleServer.KEY);
            page.keyboard().press("Enter");
            page.waitForURL("**/overview");
            chromium.open(server.uri("/deliveries?account=acct_1"));
            Locator retry = page.locator("[data-needs-choice]");
            Locator why = page.locator("#refused-" + SampleDeliveries.WAITING);

            page.getByLabel("All dead letters here").check();
            assertThat(retry).hasText("Retry selected (1)");
            assertThat(why).isHidden();
            page.locator("#choose-" + SampleDeliveries.WAITING).check();
            assertThat(retry).hasText("Retry selected (2)");
            assertThat(why).isVisible();
            page.locator("#choose-" + SampleDeliveries.DELIVERED).check();
            retry.click();

            assertThat(page.locator("main")).containsText("2 of 3 on the way.");
            assertThat(page.locator("main")).containsText("it is attempted again by itself");
            assertThat(chromium.complaints()).isEmpty();
        }
    }
}
