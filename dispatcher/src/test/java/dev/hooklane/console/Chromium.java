package dev.hooklane.console;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The browser that is installed, with one page, driven by Playwright. One thread may use it. */
final class Chromium implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Playwright playwright;
    private final Browser browser;
    private Page page;
    private CDPSession debugging;
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    /** Where it is on this machine, if it is. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .flatMap(folder -> PROGRAMS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium(Path program) {
        this(program, List.of());
    }

    /**
     * @param options further ones of its command line
     */
    Chromium(Path program, List<String> options) {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program)
                                        .setArgs(options)
                                        .setChromiumSandbox(false));
        page = newPage(browser);
        debugging = listenedTo();
    }

    private static Page newPage(Browser browser) {
        BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"));
        context.setDefaultTimeout((double) PATIENCE.toMillis());
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        return context.newPage();
    }

    private CDPSession listenedTo() {
        page.onPageError(complaints::add);
        page.onConsoleMessage(this::heard);
        return page.context().newCDPSession(page);
    }

    /** Forgets all of its past, as a browser that was just started, in a tenth of the time. */
    void forget() {
        page.context().close();
        complaints.clear();
        page = newPage(browser);
        debugging = listenedTo();
    }

    private void heard(ConsoleMessage message) {
        // That a page was answered with 401 or 404 is what some tests want.
        if (List.of("error", "warning").contains(message.type())
                && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.text());
        }
    }

    /** The page, for all that Playwright can do with one. */
    Page page() {
        return page;
    }

    /** Opens a page and returns once it is loaded. */
    void open(URI uri) {
        page.navigate(uri.toString());
    }

    /** Does something that leads to another page, and returns once that is loaded. */
    void follow(String script) {
        evaluate("window.leaving = true; " + script);
        await("!window.leaving && document.readyState === 'complete'");
    }

    /** What a script gives; it may be a promise. */
    JsonNode evaluate(String script) {
        return JsonMapper.shared().valueToTree(page.evaluate(script));
    }

    /** Waits until a script gives true. */
    void await(String script) {
        Awaitility.await(script)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> evaluate(script).asBoolean(false));
    }

    /** Types into what has the focus. */
    void type(String text) {
        page.keyboard().insertText(text);
    }

    /** Presses a key such as {@code Tab}. */
    void press(String key) {
        page.keyboard().press(key);
    }

    void size(int width, int height) {
        page.setViewportSize(width, height);
    }

    /** Where on earth its clock is, such as {@code Asia/Tokyo}. */
    void zone(String zone) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("timezoneId", zone);
        debugging.send("Emulation.setTimezoneOverride", parameters);
    }

    /** Light or dark, as the machine's owner likes it. */
    void theme(String theme) {
        page.emulateMedia(
                new Page.EmulateMediaOptions()
                        .setColorScheme(
                                theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    /** What the browser has complained of so far, and no more. */
    List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
