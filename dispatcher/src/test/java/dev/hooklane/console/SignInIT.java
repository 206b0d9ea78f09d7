package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sessions begin, what keeps others from using them, and how they end. */
class SignInIT {
    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoIsNotSignedInIsAskedForAKeyAndComesBack() throws Exception {
        Shown asked = reader.open("/webhooks?state=paused");

        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text())
                .contains("Sign in to Hooklane")
                .contains("name=\"next\" value=\"/webhooks?state=paused\"");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOfOtherSites() throws Exception {
        Shown in = reader.signIn(ConsoleServer.KEY);

        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("location")).isEqualTo("/webhooks");
        assertThat(in.header("set-cookie"))
                .startsWith("hooklane=")
                .contains("; Path=/; HttpOnly; SameSite=Strict")
                .doesNotContain(ConsoleServer.KEY)
                .doesNotContain("Domain")
                .doesNotContain("Secure");
        assertThat(reader.open("/webhooks").text()).contains("No webhooks yet");
    }

    @Test
    void overHttpsTheCookieTravelsNoOtherWay() throws Exception {
        try (ConsoleServer https =
                new ConsoleServer(Map.of("console.public-url", "https://hooks.example.com"))) {
            assertThat(https.reader().signIn(ConsoleServer.KEY).header("set-cookie"))
                    .startsWith("__Host-hooklane=")
                    .contains("; Path=/; HttpOnly; Secure; SameSite=Strict");
        }
    }

    @Test
    void aKeyThatOpensNothingIsToldWhy() throws Exception {
        server.says("POST /v1/sign-ins", 401, "{\"detail\":\"key key_1 was revoked at noon\"}");

        Shown refused = reader.signIn("wrong");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("Key key_1 was revoked at noon.");
        assertThat(refused.header("set-cookie")).isEmpty();
    }

    @Test
    void aKeyForPublishingOpensNoPages() throws Exception {
        server.knows("publisher", null);

        Shown refused = reader.signIn(ConsoleServer.KEY);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("can only publish events");
    }

    @Test
    void theApiIsCalledWithTheVisitorsKeyAndForTheVisitorsAddress() throws Exception {
        reader.signIn(ConsoleServer.KEY);

        assertThat(server.calls())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.authorization()).isEqualTo("Bearer " + ConsoleServer.KEY);
                    assertThat(call.address()).isEqualTo("127.0.0.1");
                });
    }

    @Test
    void aRevokedKeyEndsTheSessionAtTheNextRequest() throws Exception {
        reader.signIn(ConsoleServer.KEY);
        server.says("GET /v1/endpoints", 401, "{\"detail\":\"key key_1 was revoked at noon\"}");

        Shown ended = reader.open("/webhooks");

        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.text()).contains("Sign in to", "Key key_1 was revoked at noon.");
        assertThat(ended.header("set-cookie")).contains("Max-Age=0");
    }

    @Test
    void aSessionThatIsNotUsedEnds() throws Exception {
        reader.signIn(ConsoleServer.KEY);
        server.passes(Duration.ofHours(8));

        assertThat(reader.open("/webhooks").text()).contains("Your session has ended.");
    }

    @Test
    void aSessionThatIsUsedGoesOnForADay() throws Exception {
        reader.signIn(ConsoleServer.KEY);
        for (int hours = 7; hours < 24; hours += 7) {
            server.passes(Duration.ofHours(7));
            assertThat(reader.open("/webhooks").status()).as("after %d h", hours).isEqualTo(200);
        }
        server.passes(Duration.ofHours(3));

        assertThat(reader.open("/webhooks").status()).isEqualTo(401);
    }

    @Test
    void whoSignsOutIsAskedForTheKeyAgain() throws Exception {
        reader.signIn(ConsoleServer.KEY);
        reader.open("/webhooks");

        assertThat(reader.submit("/sign-out", Map.of()).text()).contains("You are signed out.");
        assertThat(reader.open("/webhooks").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/ok\r\nX: y",
                ""
            })
    void nobodyIsSentToAnotherSite(String next) throws Exception {
        Shown in = reader.submit("/sign-in", Map.of("key", ConsoleServer.KEY, "next", next));

        assertThat(in.header("location")).isEqualTo("/overview");
    }

    @Test
    void aSignInFromAnotherSiteIsRefused() throws Exception {
        HttpRequest.Builder form =
                reader.form("/sign-in", Map.of("key", ConsoleServer.KEY))
                        .header("Sec-Fetch-Site", "cross-site");

        assertThat(reader.send(form).status()).isEqualTo(403);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aFormThatSaysNothingOfWhereItComesFromIsRefused() throws Exception {
        assertThat(reader.send(reader.form("/sign-in", Map.of("key", ConsoleServer.KEY))).status())
                .isEqualTo(403);
    }

    @Test
    void withoutFetchMetadataTheOriginCounts() throws Exception {
        String own = "http://127.0.0.1:" + server.uri("/").getPort();
        Map<String, String> fields = Map.of("key", ConsoleServer.KEY);

        assertThat(reader.send(reader.form("/sign-in", fields).header("Origin", own)).status())
                .isEqualTo(303);
        assertThat(
                        reader.send(
                                        reader.form("/sign-in", fields)
                                                .header("Origin", "http://evil.example"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void aLinkOnAnotherSiteLeadsOverAPageOfOurOwn() throws Exception {
        reader.signIn(ConsoleServer.KEY);

        Shown onward = reader.openFromElsewhere("/webhooks?state=%22%3E%3Cb%3E");

        assertThat(onward.status()).isEqualTo(200);
        assertThat(onward.text())
                .contains("content=\"0;url=/webhooks?state=")
                .doesNotContain("<b>");
    }

    @Test
    void whatNobodyHereMadeIsNoSession() throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri("/webhooks")).header("Cookie", "hooklane=abc");

        assertThat(reader.send(request).status()).isEqualTo(401);
    }
}
