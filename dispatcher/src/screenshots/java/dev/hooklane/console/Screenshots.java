package dev.hooklane.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.hooklane.embedded.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a picture of every page, light and dark, wide and narrow, in {@code target/screenshots};
 * with {@code --docs} those of the documents, too. Run by {@code ./hooklane screenshots}.
 */
final class Screenshots {
    private static final Path ALL = Path.of("target", "screenshots");
    private static final Path DOCS = Path.of("docs", "pictures");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final int HEIGHT = 800;

    private final SampleInstance sample;
    private final Browser browser;

    private Screenshots(SampleInstance sample, Browser browser) {
        this.sample = sample;
        this.browser = browser;
    }

    public static void main(String[] arguments) throws Exception {
        Path chromium =
                Chromium.program()
                        .orElseThrow(() ->
                                new IllegalStateException("no Chromium is installed on the PATH"));
        try (TemporaryDirectory folder = TemporaryDirectory.make();
                SampleInstance sample = SampleInstance.start(folder.path());
                Playwright playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser =
                        playwright
                                .chromium()
                                .launch(
                                        new BrowserType.LaunchOptions()
                                                .setExecutablePath(chromium)
                                                .setArgs(List.of("--no-sandbox")))) {
            Screenshots screenshots = new Screenshots(sample, browser);
            if (List.of(arguments).contains("--docs")) {
                screenshots.ofDocuments();
            }
            screenshots.ofAll();
        }
    }

    private void ofAll() throws IOException {
        Files.createDirectories(ALL);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(WIDE, NARROW)) {
                String kind = "-%s-%d.png".formatted(scheme.name().toLowerCase(Locale.ROOT), width);
                try (BrowserContext context = context(scheme, width)) {
                    Page page = context.newPage();
                    page.navigate(sample.uri("/sign-in").toString());
                    take(page, ALL.resolve("sign-in" + kind), true);
                    signIn(page, SampleInstance.KEY);
                    takeEach(page, operatorsPages(), kind);
                    takeTried(page, kind);
                }
                try (BrowserContext context = context(scheme, width)) {
                    takeEach(signedIn(context, sample.viewerKey()), viewersPages(), kind);
                }
                try (BrowserContext context = context(scheme, width)) {
                    takeEach(signedIn(context, sample.customerKey()), customersPages(), kind);
                }
            }
        }
        System.out.println("pictures are in " + ALL.toAbsolutePath());
    }

    private void takeEach(Page page, Map<String, String> pages, String kind) {
        for (Map.Entry<String, String> each : pages.entrySet()) {
            page.navigate(sample.uri(each.getValue()).toString());
            // What clusters say comes in a stream.
            page.getByText("Looking…")
                    .first()
                    .waitFor(
                            new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            take(page, ALL.resolve(each.getKey() + kind), true);
        }
    }

    private void takeTried(Page page, String kind) {
        page.navigate(sample.uri("/sources/" + SampleOrders.SOURCE + "/edit").toString());
        page.fill("#from", "earliest");
        page.click("#try");
        page.waitForSelector("#tried section");
        take(page, ALL.resolve("source-tried" + kind), true);
    }

    private Map<String, String> viewersPages() {
        return Map.of(
                "webhook-for-viewer", "/webhooks/" + sample.endpoint("crm.shop.example"),
                "keys-for-viewer", "/keys",
                "source-for-viewer", "/sources/" + SampleOrders.SOURCE,
                "quotas-for-viewer", "/quotas?account=" + SampleInstance.SHOP);
    }

    private Map<String, String> customersPages() {
        return Map.of(
                "overview-for-customer",
                "/overview",
                "webhooks-for-customer",
                "/webhooks",
                "quotas-for-customer",
                "/quotas");
    }

    /** Names of pictures and paths of pages. */
    private Map<String, String> operatorsPages() {
        Map<String, String> pages = new LinkedHashMap<>();
        String dead = sample.firstId("/v1/deliveries", "deliveries", Map.of("status", "dead"));
        String crm = "/webhooks/" + sample.endpoint("crm.shop.example");
        pages.put("overview", "/overview");
        pages.put("overview-of-account", "/overview?account=" + SampleInstance.SHOP);
        pages.put("webhooks", "/webhooks");
        pages.put("webhooks-of-account", "/webhooks?account=" + SampleInstance.SHOP);
        pages.put("webhook-new", "/webhooks/new?account=" + SampleInstance.SHOP);
        pages.put("webhook", crm);
        pages.put("webhook-edit", crm + "/edit");
        pages.put("webhook-disabled", "/webhooks/" + sample.endpoint("old.shop.example"));
        pages.put("webhook-failing", "/webhooks/" + sample.endpoint("api.bank.example"));
        for (String symptom : List.of("nothing", "signature", "late", "missing")) {
            pages.put(
                    "help-" + symptom,
                    "/webhooks/%s/help?symptom=%s"
                            .formatted(sample.endpoint("api.bank.example"), symptom));
        }
        pages.put("deliveries", "/deliveries?account=" + SampleInstance.SHOP);
        pages.put("delivery", "/deliveries/" + dead);
        pages.put("events", "/events?account=" + SampleInstance.SHOP);
        pages.put("quotas", "/quotas?account=" + SampleInstance.SHOP);
        pages.put("quotas-of-none", "/quotas");
        pages.put("replays", "/replays?account=" + SampleInstance.SHOP);
        pages.put("replay-new", "/replays/new?what=dead&account=" + SampleInstance.BANK);
        pages.put("dead-letters", "/dead-letters");
        pages.put("event-types", "/event-types");
        pages.put("event-type", "/event-types/message.created");
        pages.put("guide", "/docs");
        pages.put("accounts", "/accounts");
        pages.put("waiting", "/waiting");
        pages.put("lanes", "/lanes");
        pages.put("rejected", "/rejected");
        pages.put(
                "rejected-one",
                "/rejected/" + sample.firstId("/v1/rejected", "rejected", Map.of()));
        pages.put("sources", "/sources");
        pages.put("source", "/sources/" + SampleOrders.SOURCE);
        pages.put("source-paused", "/sources/returns");
        pages.put("source-new", "/sources/-/new");
        pages.put("source-edit", "/sources/" + SampleOrders.SOURCE + "/edit");
        pages.put("keys", "/keys");
        pages.put("key-new", "/keys/new");
        pages.put("links", "/links");
        pages.put("link-new", "/links/new");
        pages.put("link-incomplete", "/portal");
        pages.put("link-of-former-release", "/portal/hlp_former");
        pages.put("audit", "/audit");
        pages.put("not-found", "/webhooks/ep_0000000000000000");
        return pages;
    }

    private void ofDocuments() throws IOException {
        Files.createDirectories(DOCS);
        try (BrowserContext context = context(ColorScheme.LIGHT, WIDE)) {
            Page page = signedIn(context, sample.customerKey());
            page.navigate(sample.uri("/webhooks").toString());
            take(page, DOCS.resolve("webhooks.png"), false);
            page.navigate(
                    sample.uri("/webhooks/" + sample.endpoint("hooks.shop.example")).toString());
            page.click(".test-form button");
            page.waitForSelector("#tested .result");
            take(page, DOCS.resolve("webhook.png"), false);
            page.navigate(sample.uri("/webhooks/new").toString());
            page.fill("#url", "https://chat.shop.example/new");
            page.fill("#description", "Tells the team of new conversations");
            page.click("[data-scope-chosen]");
            page.click("[data-group=conversation]");
            page.waitForSelector("#url-said .fine");
            take(page, DOCS.resolve("add-webhook.png"), false);
            page.click("form.card button[type=submit]");
            page.waitForSelector("#secret");
            take(page, DOCS.resolve("secret.png"), false);
        }
    }

    private Page signedIn(BrowserContext context, String key) {
        Page page = context.newPage();
        page.navigate(sample.uri("/sign-in").toString());
        signIn(page, key);
        return page;
    }

    private static void signIn(Page page, String key) {
        page.fill("#key", key);
        page.click("button[type=submit]");
        page.waitForURL("**/overview");
    }

    private BrowserContext context(ColorScheme scheme, int width) {
        return browser.newContext(
                new Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setLocale("en-GB")
                        .setViewportSize(width, HEIGHT));
    }

    private static void take(Page page, Path file, boolean whole) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(whole));
    }
}
