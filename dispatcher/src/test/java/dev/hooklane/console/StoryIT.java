package dev.hooklane.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.standardwebhooks.Webhook;
import dev.hooklane.console.Customer.Received;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a customer does from the first webhook on, in a real browser and on the real road. */
@Timeout(300)
class StoryIT {
    private static final double WITHIN_MS = 30_000;
    private static final int PAGES_MAX = 60;

    @TempDir private static Path folder = Path.of("");
    private static Optional<Chromium> browser = Optional.empty();
    private static WholeInstance instance;

    @BeforeAll
    static void start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(WITHIN_MS);
        browser = Chromium.program().map(Chromium::new);
        instance = new WholeInstance(folder, Map.of("retry.schedule", "0s,3s,3s,3s,3s"));
    }

    @AfterAll
    static void stop() {
        browser.ifPresent(Chromium::close);
        instance.close();
    }

    @BeforeEach
    void signIn() {
        assumeTrue(browser.isPresent(), "no Chromium is installed");
        instance.customer().answers(200, "thank you");
        page().context().clearCookies();
        page().navigate(instance.uri("/webhooks").toString());
        page().getByLabel("API key").fill(WholeInstance.KEY);
        button("Sign in").click();
        assertThat(heading("Webhooks")).isVisible();
        chromium().complaints();
    }

    @Test
    void aWebhookIsAddedTestedWatchedBrokenAndMended() throws Exception {
        String secret = add("acct_story", "/hooks");
        page().getByText("Done, send a test").click();

        button("Send test").click();
        assertThat(page().locator("#tested")).containsText("thank you");
        assertThat(page().locator("#tested")).containsText("200");
        verify(instance.customer().received().peek(), secret);

        page().getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK, name("Deliveries")).click();
        page().locator("#picked").fill("acct_story");
        page().keyboard().press("Enter");
        publish("acct_story", "message.created", "\"first\"");
        assertThat(rows("message.created")).containsText("Delivered");

        instance.customer().answers(500, "out of order");
        publish("acct_story", "bot.updated", "\"second\"");
        Locator broken = rows("bot.updated");
        assertThat(broken).containsText("Waiting");
        assertThat(broken).containsText("500");
        assertThat(broken.locator("[data-time=countdown]")).hasText(in());
        broken.getByRole(AriaRole.LINK, name("bot.updated")).click();
        Locator state = page().getByLabel("Status");
        assertThat(state).containsText("Attempt 3");
        assertThat(state.locator("[data-time=countdown]")).hasText(in());
        assertThat(state).containsText("Dead letter");
        assertThat(page().locator("details.attempt")).hasCount(5);
        assertThat(page().locator("#attempt-5")).containsText("500");

        instance.customer().answers(200, "in order again");
        button("Retry").click();
        assertThat(state).containsText("Delivered");
        assertThat(page().locator("#attempt-6")).containsText("in order again");
        assertThat(chromium().complaints()).isEmpty();
    }

    @Test
    void whatOthersWroteStaysText() {
        String script = "<script>window.taken = 1</script><img src=x onerror='window.taken = 2'>";
        String json = script.replace("\"", "\\\"");
        instance.customer()
                .answers(500, script, Map.of("X-Said", script, "Content-Type", "text/html"));
        instance.api(
                "PUT",
                "/v1/event-types/sample.said",
                """
                {"description":"%s","example":{"said":"%s"},"schema":{"type":"object","description":"%s"}}\
                """
                        .formatted(json, json, json));
        String endpoint =
                instance.api(
                                "POST",
                                "/v1/endpoints",
                                """
                                {"account":"acct_text","url":"%s","eventTypes":["*"],"description":"%s"}\
                                """
                                        .formatted(instance.customer().url("/said"), json))
                        .path("id")
                        .asString();
        instance.api(
                "POST",
                "/v1/keys",
                "{\"name\":\"%s\",\"role\":\"account\",\"account\":\"acct_text\"}".formatted(json));
        String event = publish("acct_text", "sample.said", "\"" + json + "\"");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        instance.api("GET", "/v1/deliveries?account=acct_text&status=dead", "")
                                        .path("deliveries")
                                        .size()
                                > 0);

        Queue<String> next =
                new ArrayDeque<>(
                        List.of(
                                "/webhooks?account=acct_text",
                                "/webhooks/" + endpoint,
                                "/events/" + event + "?account=acct_text"));
        Set<String> seen = new HashSet<>(next);
        for (int pages = 0; !next.isEmpty() && pages < PAGES_MAX; pages++) {
            String path = next.remove();
            page().navigate(instance.uri(path).toString());
            page().evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
            assertThat(chromium().complaints()).as(path).isEmpty();
            assertThat(page().evaluate("window.taken ?? 0")).as(path).isEqualTo(0);
            assertThat(page().locator("script:not([src]), img[onerror]").count()).as(path).isZero();
            pathsOfLinks().stream().filter(seen::add).forEach(next::add);
        }
        assertThat(seen)
                .contains("/deliveries?account=acct_text", "/events?account=acct_text")
                .anyMatch(path -> path.startsWith("/deliveries/dlv_"));
    }

    /** Where links lead, on these pages; each page of one kind once. */
    private static List<String> pathsOfLinks() {
        return page().locator("a[href^='/']").all().stream()
                .map(link -> link.getAttribute("href").replaceFirst("#.*", ""))
                .filter(path -> !path.startsWith("/docs/api"))
                .distinct()
                .toList();
    }

    /** Adds a webhook by the form, and returns the secret as it was copied. */
    private static String add(String account, String path) {
        link("Add webhook").first().click();
        page().locator("#owner").fill(account);
        page().locator("#url").fill(instance.customer().url(path));
        assertThat(page().locator("#url-said")).hasText("This URL can be used.");
        button("Add webhook").click();
        assertThat(heading("Webhook added")).isVisible();
        page().locator("[data-copy=secret]").click();
        assertThat(page().locator("[data-copy=secret]")).hasText("Copied");
        String copied = page().evaluate("navigator.clipboard.readText()").toString();
        assertThat(copied).startsWith("whsec_").isEqualTo(page().locator("#secret").textContent());
        return copied;
    }

    /** By the code that the standard's authors give to customers. */
    private static void verify(Received request, String secret) throws Exception {
        Map<String, List<String>> headers =
                request.headers().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> List.of(each.getValue())));
        new Webhook(secret).verify(request.body(), HttpHeaders.of(headers, (name, value) -> true));
    }

    private static String publish(String account, String type, String data) {
        return instance.api(
                        "POST",
                        "/v1/events",
                        "{\"account\":\"%s\",\"type\":\"%s\",\"data\":{\"said\":%s}}"
                                .formatted(account, type, data))
                .path("id")
                .asString();
    }

    private static Pattern in() {
        return Pattern.compile("in 0:0\\d");
    }

    private static Locator rows(String type) {
        return page().locator("li.line")
                .filter(new Locator.FilterOptions().setHasText(type))
                .first();
    }

    private static Locator heading(String text) {
        return page().getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(text).setExact(true).setLevel(1));
    }

    private static Locator button(String text) {
        return page().getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    private static Locator link(String text) {
        return page().getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    private static Locator.GetByRoleOptions name(String text) {
        return new Locator.GetByRoleOptions().setName(text);
    }

    private static Page page() {
        return chromium().page();
    }

    private static Chromium chromium() {
        return browser.orElseThrow();
    }
}
