package dev.hooklane.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source is tried in place and applied on purpose, by keyboard alone. */
class SourceBrowserIT {
    private static final int BYTES_MAX = 100 << 10;

    private final ConsoleServer server = new ConsoleServer(Map.of());

    @BeforeEach
    void fill() {
        assumeTrue(Chromium.program().isPresent(), "no Chromium is installed");
        SampleApi.fill(server);
        server.says("PUT /v1/sources/orders", 201, SampleSources.orders(false));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Page open(Chromium chromium, ConsoleServer server, String path) {
        chromium.open(server.uri("/sign-in"));
        Page page = chromium.page();
        page.getByLabel("API key").fill(ConsoleServer.KEY);
        page.keyboard().press("Enter");
        page.waitForURL("**/overview");
        chromium.open(server.uri(path));
        return page;
    }

    @Test
    void enterTriesAndOnlyTheDialogApplies() {
        try (Chromium chromium = new Chromium(Chromium.program().orElseThrow())) {
            Page page = open(chromium, server, "/sources/-/new");

            page.getByLabel("Try records from").focus();
            page.keyboard().press("Enter");
            Locator first = page.locator("#tried section").first();
            assertThat(first).containsText("\"total\": 12.50");
            assertThat(first).containsText("acct_1");
            assertThat(page).hasURL(Pattern.compile("/sources/-/new$"));
            assertThat(asked("PUT /v1/sources/orders")).isFalse();
            List<String> wrong = new ArrayList<>();
            new PageJudge(chromium).addProblems("tried", wrong);
            assertThat(wrong).isEmpty();

            page.getByText("Apply…").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#apply button").first()).isFocused();
            page.locator("#apply [type=submit]").press("Enter");
            page.waitForURL("**/sources/orders");

            assertThat(asked("PUT /v1/sources/orders")).isTrue();
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsSaidInPlace() {
        try (Chromium chromium = new Chromium(Chromium.program().orElseThrow())) {
            Page page = open(chromium, server, "/sources/-/new");

            page.getByLabel("The source, in YAML or JSON").fill("name: orders\ntopic: t\n");
            page.locator("#try").click();

            assertThat(page.locator("#tried [role=alert]")).containsText("line ");
            assertThat(page.getByLabel("The source, in YAML or JSON"))
                    .hasValue("name: orders\ntopic: t\n");
        }
    }

    @Test
    void thePagesAreLight() throws Exception {
        Reader reader = server.reader();
        reader.signIn(ConsoleServer.KEY);

        for (String path : List.of("/sources", "/sources/orders", "/sources/-/new")) {
            assertThat(reader.open(path).text().length()).as(path).isLessThan(BYTES_MAX);
        }
    }

    private boolean asked(String what) {
        return server.calls().stream().anyMatch(call -> call.what().equals(what));
    }
}
