package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The console of a whole instance, with a real broker behind it and a customer's server before. */
class ConsoleIT {
    private static final String KEY = WholeInstance.KEY;
    private static final Pattern DELIVERY = Pattern.compile("/deliveries/dlv_[0-9a-z]+");
    private static final Pattern ENDPOINT = Pattern.compile("/webhooks/(ep_[0-9a-z]+)");

    @TempDir private static Path folder = Path.of("");
    private static WholeInstance instance;

    private final Reader reader = new Reader(ConsoleIT::uri);

    @BeforeAll
    static void start() {
        instance = new WholeInstance(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        instance.close();
    }

    @Test
    void aWebhookIsAddedTestedChangedAndRemoved() throws Exception {
        reader.signIn(KEY);
        assertThat(reader.open("/webhooks/new?account=acct_1").text())
                .contains("conversation.created", "A new conversation started.");

        Shown made =
                reader.submit(
                        "/webhooks/new?account=acct_1",
                        Map.of("url", customer("orders"), "scope", "all", "once", "first-one"));
        assertThat(made.text()).contains("whsec_", "Webhook added");
        Matcher matcher = ENDPOINT.matcher(made.text());
        assertThat(matcher.find()).isTrue();
        String page = "/webhooks/" + matcher.group(1);

        long before = System.nanoTime();
        Shown tested = reader.part(page + "/test", Map.of("type", "webhook.test"));
        assertThat(tested.text()).contains("thank you", "200");
        assertThat(reader.part(page + "/test", Map.of("type", "message.created")).text())
                .contains("thank you", "200");
        assertThat(reader.open(page + "/example?type=message.created").text())
                .contains("conversationId");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));

        Shown saved =
                reader.submit(
                        page + "/edit",
                        Map.of(
                                "url", customer("orders"),
                                "description", "orders of shop 1",
                                "scope", "chosen",
                                "events", "message.*",
                                "timeout", "5s"));
        assertThat(saved.status()).isEqualTo(303);
        reader.submit(page + "/state", Map.of("state", "paused"));
        assertThat(reader.open(page).text())
                .contains("orders of shop 1", "message.*", "5s", "Paused.");

        assertThat(reader.submit(page + "/secret", Map.of("overlap", "1h", "once", "rot-1")).text())
                .contains("Secret rotated", "signed with the old secret too");
        assertThat(reader.submit(page + "/remove", Map.of()).status()).isEqualTo(303);
        assertThat(reader.open(page).status()).isEqualTo(404);
    }

    private static String secret(String page) {
        Matcher secret = Pattern.compile("whsec_[A-Za-z0-9+/=]+").matcher(page);
        assertThat(secret.find()).as(page).isTrue();
        return secret.group();
    }

    @Test
    void aFormThatIsSentTwiceMakesOneWebhookWithOneSecret() throws Exception {
        reader.signIn(KEY);
        reader.open("/webhooks");
        Map<String, String> form =
                Map.of("url", customer("twice"), "scope", "all", "once", "only-once");

        String one = reader.submit("/webhooks/new?account=acct_twice", form).text();
        String two = reader.submit("/webhooks/new?account=acct_twice", form).text();

        assertThat(secret(one)).isEqualTo(secret(two));
        assertThat(api("GET", "/v1/endpoints?account=acct_twice", "").path("endpoints").size())
                .isEqualTo(1);
    }

    @Test
    void aUrlThatReachesIntoTheNetworkIsRefusedWhileItIsTyped() throws Exception {
        reader.signIn(KEY);
        reader.open("/webhooks");

        assertThat(reader.part("/webhooks/check-url", Map.of("url", "http://10.1.2.3/")).text())
                .contains("The host 10.1.2.3 is refused");
        assertThat(reader.part("/webhooks/check-url", Map.of("url", customer(""))).text())
                .contains("This URL can be used.");
    }

    @Test
    void aPortalLinkShowsItsAccountAlone() throws Exception {
        api("POST", "/v1/endpoints", endpoint("acct_mine", "mine"));
        api("POST", "/v1/endpoints", endpoint("acct_other", "other"));
        String url =
                api("POST", "/v1/portal-links", "{\"account\":\"acct_mine\"}")
                        .path("url")
                        .asString();
        URI link = URI.create(url);

        reader.submit(link.getPath(), Map.of("link", link.getFragment()));
        String list = reader.open("/webhooks?account=acct_other").text();

        assertThat(list).contains("/mine").doesNotContain("/other<");
        assertThat(list).doesNotContain("Add webhook");
        assertThat(
                        new Reader(ConsoleIT::uri)
                                .submit(link.getPath(), Map.of("link", link.getFragment()))
                                .text())
                .contains("This link has been used");
    }

    @Test
    void aRevokedKeysSessionEnds() throws Exception {
        JsonNode key =
                api(
                        "POST",
                        "/v1/keys",
                        "{\"name\":\"it\",\"role\":\"account\",\"account\":\"acct_key\"}");
        reader.signIn(key.path("key").asString());
        assertThat(reader.open("/webhooks").status()).isEqualTo(200);

        api("DELETE", "/v1/keys/" + key.path("id").asString(), "");

        Shown ended = reader.open("/webhooks");
        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.text()).contains("was revoked at");
    }

    @Test
    void whatTheConsoleDoesIsWrittenDownForTheVisitorsAddress() throws Exception {
        reader.signIn(KEY);
        reader.open("/webhooks");
        reader.submit(
                "/webhooks/new?account=acct_audited",
                Map.of("url", customer("audited"), "scope", "all", "once", "audited"));

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(api("GET", "/v1/audit?account=acct_audited", "").toString())
                                .contains(
                                        "\"path\":\"/v1/endpoints\"", "\"address\":\"127.0.0.1\""));
    }

    @Test
    void whatAWebhookMissedIsFoundAndReplayed() throws Exception {
        reader.signIn(KEY);
        reader.open("/webhooks");
        String endpoint =
                api("POST", "/v1/endpoints", endpoint("acct_missed", "missed"))
                        .path("id")
                        .asString();
        String webhook = "/webhooks/" + endpoint;
        reader.submit(webhook + "/state", Map.of("state", "paused"));
        String event =
                api(
                                "POST",
                                "/v1/events",
                                "{\"account\":\"acct_missed\",\"type\":\"message.created\",\"data\":{\"text\":\"hi there\"}}")
                        .path("id")
                        .asString();

        await(webhook + "/missed", "Replay missed (1)");
        Matcher delivery =
                DELIVERY.matcher(reader.open("/deliveries?account=acct_missed&status=dead").text());
        assertThat(delivery.find()).isTrue();
        assertThat(reader.open(delivery.group()).text())
                .contains("The webhook was paused when the attempt was due.", "hi there");
        assertThat(reader.open("/events?account=acct_missed").text()).contains(event);
        assertThat(reader.open("/events/" + event + "?account=acct_missed").text())
                .contains("Dead letter", delivery.group());

        reader.submit(webhook + "/state", Map.of("state", "enabled"));
        Shown started =
                reader.submit(
                        "/replays/new",
                        Map.of("endpoint", endpoint, "what", "missed", "rate", "50", "once", "m1"));
        assertThat(started.status()).isEqualTo(303);

        assertThat(await(started.header("location"), "Ended")).contains("1 of 1", "Done");
        assertThat(await("/deliveries?account=acct_missed&status=delivered", event))
                .contains("Replay", "200");
        assertThat(reader.open(delivery.group()).text()).contains("thank you", "Delivered");
    }

    /** A page, once it says that. */
    private String await(String path, String said) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> reader.open(path).text(), text -> text.contains(said));
    }

    private static String endpoint(String account, String path) {
        return "{\"account\":\"%s\",\"url\":\"%s\",\"eventTypes\":[\"*\"]}"
                .formatted(account, customer(path));
    }

    private static String customer(String path) {
        return instance.customer().url("/" + path);
    }

    private static URI uri(String path) {
        return instance.uri(path);
    }

    private static JsonNode api(String method, String path, String body) {
        return instance.api(method, path, body);
    }
}
