package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.ConsoleServer.Call;
import dev.hooklane.console.Reader.Shown;
import dev.hooklane.oidc.FakeProvider;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sign-ins at an OpenID provider: how they begin, what keeps others from using them, how they end.
 */
class SingleSignOnIT {
    private final FakeProvider provider = new FakeProvider();
    private final int port = OidcConsole.freePort();
    private final ConsoleServer server =
            new ConsoleServer(OidcConsole.settings(port, provider, Map.of()), port);
    private final Reader reader = server.reader();

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    private Shown begin(String next) throws Exception {
        return reader.open("/sign-in/oidc?next=" + next);
    }

    /** Returns where the provider sends a browser back that was sent there. */
    private String back(Shown begun) {
        URI back = provider.signIn(URI.create(begun.header("location")));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private Shown fromProvider(Reader browser, String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(server.uri(path))
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Sec-Fetch-Mode", "navigate"));
    }

    private Shown signIn() throws Exception {
        return fromProvider(reader, back(begin("/deliveries")));
    }

    private List<Call> refusals() {
        return server.calls().stream()
                .filter(call -> call.what().equals("POST /v1/sign-ins"))
                .toList();
    }

    @Test
    void theSignInPageOffersBothWays() throws Exception {
        Shown page = reader.open("/webhooks?state=paused");

        assertThat(page.text())
                .contains(
                        "Sign in with Example ID",
                        "/sign-in/oidc?next=%2Fwebhooks%3Fstate%3Dpaused")
                .contains("API key");
    }

    @Test
    void withoutAProviderThereIsOneWay() throws Exception {
        try (ConsoleServer other = new ConsoleServer(Map.of())) {
            assertThat(other.reader().open("/sign-in").text()).doesNotContain("/sign-in/oidc");
            assertThat(other.reader().open("/sign-in/oidc").status()).isEqualTo(404);
        }
    }

    @Test
    void whoSignsInComesToThePageThatWasAskedFor() throws Exception {
        Shown in = signIn();

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.text()).contains("content=\"0;url=/deliveries\"");
        assertThat(in.response().headers().allValues("set-cookie"))
                .anyMatch(cookie ->
                        cookie.startsWith("hooklane=")
                                && cookie.contains("; Path=/; HttpOnly; SameSite=Strict"))
                .anyMatch(cookie ->
                        cookie.startsWith("hooklane-sign-in=;") && cookie.contains("Max-Age=0"));
        assertThat(reader.open("/webhooks").text()).contains("Ada Lovelace", "Operator");
    }

    @Test
    void theApiIsToldOfTheSignInAndCalledAsThePerson() throws Exception {
        signIn();
        reader.open("/webhooks");

        assertThat(server.calls())
                .extracting(Call::what)
                .startsWith("POST /v1/sign-ins", "GET /v1/endpoints");
        assertThat(server.calls())
                .extracting(Call::authorization)
                .allMatch(sent -> sent.startsWith("Bearer hlu_"));
    }

    @Test
    void theCookieOfASignInUnderWayIsShortLivedAndSealed() throws Exception {
        Shown begun = begin("/webhooks");

        assertThat(begun.status()).isEqualTo(303);
        assertThat(begun.header("set-cookie"))
                .startsWith("hooklane-sign-in=")
                .endsWith("; Path=/; HttpOnly; SameSite=Lax; Max-Age=600");
    }

    @Test
    void overHttpsItsCookieTravelsNoOtherWay() throws Exception {
        try (ConsoleServer https =
                new ConsoleServer(
                        OidcConsole.settings(
                                port,
                                provider,
                                Map.of("console.public-url", "https://hooks.example.com")))) {
            assertThat(https.reader().open("/sign-in/oidc").header("set-cookie"))
                    .startsWith("__Host-hooklane-sign-in=")
                    .contains("; Secure; SameSite=Lax");
        }
    }

    @Test
    void theAnswerIsWorthNothingInAnotherBrowser() throws Exception {
        String back = back(begin("/webhooks"));
        Reader victim = server.reader();

        Shown refused = fromProvider(victim, back);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("did not begin in this browser");
        assertThat(refused.header("set-cookie")).isEmpty();
        assertThat(provider.asked("/token")).isZero();
        assertThat(victim.open("/webhooks").status()).isEqualTo(401);
    }

    /** Whoever plants the cookie of a sign-in of their own has begun another one. */
    @Test
    void theAnswerOfAnotherSignInIsRefused() throws Exception {
        String attackers = back(begin("/webhooks"));
        Reader victim = server.reader();
        victim.open("/sign-in/oidc");

        assertThat(fromProvider(victim, attackers).status()).isEqualTo(400);
        assertThat(victim.open("/webhooks").status()).isEqualTo(401);
    }

    @Test
    void anAnswerCountsOnce() throws Exception {
        String back = back(begin("/webhooks"));
        fromProvider(reader, back);
        Reader stranger = server.reader();

        assertThat(fromProvider(stranger, back).status()).isEqualTo(400);
        // Back in the history of the browser that has signed in.
        assertThat(reader.open(back).header("location")).isEqualTo("/overview");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooklane-sign-in=forged", "hooklane=forged"})
    void aForgedCookieIsNone(String cookie) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri("/sign-in/oidc/callback?code=x&state=y"))
                        .header("Cookie", cookie);

        Shown refused = server.reader().send(request);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Sign in with Example ID");
    }

    /** The cookies have one key, and each opens only as what it is. */
    @Test
    void theCookieOfASignInUnderWayIsNoSession() throws Exception {
        String sealed = begin("/webhooks").header("set-cookie").split("[=;]", 3)[1];

        assertThat(
                        server.reader()
                                .send(
                                        HttpRequest.newBuilder(server.uri("/webhooks"))
                                                .header("Cookie", "hooklane=" + sealed))
                                .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2F%2Fevil.example",
                "%2F%5Cevil.example",
                "https%3A%2F%2Fevil.example",
                "javascript%3Aalert(1)",
                "%2Fok%0D%0AX%3A%20y"
            })
    void nobodyIsSentToAnotherSite(String next) throws Exception {
        assertThat(fromProvider(reader, back(begin(next))).text())
                .contains("content=\"0;url=/overview\"");
    }

    @Test
    void anotherSiteDoesNotReplaceASession() throws Exception {
        reader.signIn(ConsoleServer.KEY);

        Shown onward = reader.openFromElsewhere("/sign-in/oidc?next=/webhooks");

        assertThat(onward.status()).isEqualTo(200);
        assertThat(onward.text()).contains("content=\"0;url=/sign-in/oidc");
        assertThat(reader.open("/sign-in/oidc?next=/events").header("location"))
                .isEqualTo("/events");
    }

    @Test
    void whoHasNoGroupIsToldSoAndRecorded() throws Exception {
        provider.person = claims -> claims.claim("groups", List.of("cooks"));
        server.says("POST /v1/sign-ins", 401, "{\"detail\":\"refused\"}");

        Shown refused = signIn();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text())
                .contains("Ada Lovelace (user:u-1) has no group that gives access to Hooklane.")
                .contains("Sign in with Example ID");
        assertThat(refusals())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.authorization()).startsWith("Bearer hlu_");
                    assertThat(call.address()).isEqualTo("127.0.0.1");
                });
        assertThat(reader.open("/webhooks").status()).isEqualTo(401);
    }

    @Test
    void whoIsOfAnAccountSeesThatAccount() throws Exception {
        provider.person = claims -> claims.claim("groups", List.of("shop-acct_1"));
        signIn();

        assertThat(reader.open("/webhooks").text()).contains("acct_1").contains("Sign out");
        assertThat(reader.open("/keys").status()).isEqualTo(403);
    }

    @Test
    void aWrongTokenIsOneLine() throws Exception {
        provider.person = claims -> claims.claim("nonce", "another");

        Shown refused = signIn();

        assertThat(refused.status()).isEqualTo(424);
        assertThat(refused.text()).contains("ID token is not valid").doesNotContain("Exception");
        assertThat(refusals()).hasSize(1);
    }

    @Test
    void aProviderThatIsAwayLeavesTheOtherWay() throws Exception {
        provider.close();

        Shown refused = begin("/webhooks");

        assertThat(refused.status()).isEqualTo(424);
        assertThat(refused.text()).contains("can’t be reached", "API key");
        assertThat(reader.signIn(ConsoleServer.KEY).status()).isEqualTo(303);
    }

    @Test
    void aSessionEndsWithItsTimeHoweverMuchItIsUsed() throws Exception {
        signIn();
        for (int hours = 0; hours < 7; hours++) {
            server.passes(Duration.ofHours(1));
            assertThat(reader.open("/webhooks").status()).isEqualTo(200);
        }
        server.passes(Duration.ofHours(1));

        assertThat(reader.open("/webhooks").text()).contains("Your session has ended.");
    }

    @Test
    void whoSignsOutMaySignOutAtTheProviderToo() throws Exception {
        signIn();
        reader.open("/webhooks");

        Shown out = reader.submit("/sign-out", Map.of());

        assertThat(out.text())
                .contains("You are signed out.", "Sign out of Example ID, too")
                .contains(provider.issuer() + "/end?");
        assertThat(reader.open("/webhooks").status()).isEqualTo(401);
    }
}
