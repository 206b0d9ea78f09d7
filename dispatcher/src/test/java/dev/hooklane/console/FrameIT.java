package dev.hooklane.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What all pages have: headers that protect them, their files, and what they say when they can't.
 */
class FrameIT {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
    private static final int FIRST_PAGE_MAX_BYTES = 100 * 1024;

    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        reader.signIn(ConsoleServer.KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/overview",
                "/webhooks",
                "/sign-in?next=/",
                "/accounts",
                "/quotas",
                "/",
                "/deliveries",
                "/events",
                "/replays"
            })
    void everyPageKeepsToItself(String path) throws Exception {
        Shown page = reader.open(path);

        assertThat(page.header("content-security-policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
        assertThat(page.header("cross-origin-opener-policy")).isEqualTo("same-origin");
        assertThat(page.header("permissions-policy")).contains("camera=()");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(page.text()).doesNotContain(" style=").doesNotContainPattern("<script>|onclick");
    }

    @Test
    void theFirstPageIsSmallAndItsFilesAreKeptForEver() throws Exception {
        Shown page = reader.open("/webhooks");
        int bytes = page.text().length();
        Matcher loaded = LOADED.matcher(page.text());
        int files = 0;
        while (loaded.find()) {
            HttpResponse<byte[]> file =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(server.uri(loaded.group(1)))
                                            .header("Accept-Encoding", "gzip, br")
                                            .build(),
                                    BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).as(loaded.group(1)).isEqualTo(200);
            assertThat(file.headers().firstValue("content-encoding")).contains("gzip");
            assertThat(file.headers().firstValue("cache-control"))
                    .contains("public, max-age=31536000, immutable");
            bytes += file.body().length;
            files++;
        }

        assertThat(files).isGreaterThanOrEqualTo(4);
        assertThat(bytes).isLessThan(FIRST_PAGE_MAX_BYTES);
    }

    @Test
    void pagesAreCompressedForBrowsersThatAskForIt() throws Exception {
        Shown asIs = reader.open("/webhooks");
        HttpResponse<byte[]> compressed =
                HttpClient.newHttpClient()
                        .send(
                                reader.withCookies(
                                                HttpRequest.newBuilder(server.uri("/webhooks"))
                                                        .header("Accept-Encoding", "br, gzip"))
                                        .build(),
                                BodyHandlers.ofByteArray());

        assertThat(asIs.header("content-encoding")).isEmpty();
        assertThat(asIs.header("vary")).isEqualTo("Accept-Encoding");
        assertThat(compressed.headers().firstValue("content-encoding")).contains("gzip");
        try (InputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(new String(unpacked.readAllBytes(), UTF_8))
                    .hasSameSizeAs(asIs.text())
                    .contains("<h1>Webhooks</h1>");
        }
    }

    @Test
    void anotherReleasesFileIsTheOneOfNowAndIsNotKept() throws Exception {
        Shown file = reader.open("/assets/000000000000/console.css");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("cache-control")).isEqualTo("no-store");
        assertThat(reader.open("/assets/000000000000/other.css").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "403, No permission, 403",
        "404, Not found, 404",
        "429, Too many requests, 429",
        "503, Not available right now, 503",
        "500, Something went wrong, 500"
    })
    void whatTheApiRefusesIsAPageWithTheReason(int api, String title, int status) throws Exception {
        server.says("GET /v1/endpoints", api, "{\"detail\":\"so it <b>is</b>\"}");

        Shown page = reader.open("/webhooks");

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text())
                .contains("<h1>" + title + "</h1>")
                .contains("o it &lt;b&gt;is&lt;/b&gt;.")
                .contains("aria-label=\"Pages\"");
    }

    @Test
    void aPartThatCantBeShownIsAnAlertInItsPlace() throws Exception {
        server.says("GET /v1/accounts", 503, "{\"detail\":\"Kafka is away\"}");

        Shown part =
                reader.send(
                        HttpRequest.newBuilder(server.uri("/accounts/options"))
                                .header("HX-Request", "true"));

        assertThat(part.status()).isEqualTo(503);
        assertThat(part.text()).contains("role=\"alert\"", "Kafka is away").doesNotContain("<html");
    }

    @Test
    void aPartWithoutASessionReloadsThePage() throws Exception {
        Shown part =
                server.reader()
                        .send(
                                HttpRequest.newBuilder(server.uri("/accounts/options"))
                                        .header("HX-Request", "true"));

        assertThat(part.status()).isEqualTo(401);
        assertThat(part.header("hx-refresh")).isEqualTo("true");
    }

    @Test
    void anAnswerThatNobodyUnderstandsIsAFaultWithAnId() throws Exception {
        server.says("GET /v1/endpoints", 200, "{\"endpoints\":[{\"id\":\"ep_1\"}]}");
        server.says(
                "GET /v1/statistics",
                200,
                "{\"statistics\":[{\"endpoint\":\"ep_1\",\"hours\":[{\"from\":\"noon\"}]}]}");

        Shown page = reader.open("/webhooks");

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.text()).contains("err_").doesNotContain("Exception");
    }

    @Test
    void whatCustomersWroteIsText() throws Exception {
        server.says(
                "GET /v1/endpoints",
                200,
                """
                {"endpoints":[{"id":"ep_1","account":"a\\"><i>","url":"https://x.example/<script>","state":"enabled",
                "description":"<img src=x onerror=alert(1)>","eventTypes":["</span><b>"]}],"next":null}\
                """);

        assertThat(reader.open("/webhooks").text())
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<script>", "<img src=x", "<b>", "<i>");
    }

    @Test
    void aBrowserThatIsLostIsToldSoAndAProgramIsNot() throws Exception {
        Shown lost =
                reader.send(
                        HttpRequest.newBuilder(server.uri("/nowhere"))
                                .header("Accept", "text/html,*/*"));
        Shown program = reader.open("/nowhere");

        assertThat(lost.text()).contains("Page not found");
        assertThat(program.text()).doesNotContain("<html");
        assertThat(lost.status()).isEqualTo(404);
    }

    @Test
    void theStartIsTheOverview() throws Exception {
        assertThat(reader.open("/?account=acct_1").header("location"))
                .isEqualTo("/overview?account=acct_1");
    }

    @Test
    void operatorsSeeMoreInTheMenuThanCustomers() throws Exception {
        Shown operators = reader.open("/webhooks");
        server.knows("account", "acct_1", "view");
        Reader customer = server.reader();
        customer.signIn(ConsoleServer.KEY);
        Shown customers = customer.open("/webhooks");

        assertThat(operators.text()).contains("href=\"/accounts\"", "All accounts");
        assertThat(customers.text())
                .doesNotContain("href=\"/accounts\"")
                .doesNotContain("All accounts")
                .contains("acct_1");
    }

    @Test
    void anAccountThatAnOperatorChoseStaysInLinks() throws Exception {
        assertThat(reader.open("/webhooks?account=acct%201").text())
                .contains("href=\"/accounts?account=acct%201\"");
    }
}
