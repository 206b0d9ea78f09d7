package dev.hooklane.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.oidc.SignInFailedException.Fault;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that is away, or does not answer as it should. */
class BadProviderIT {
    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                bad("an error", FakeProvider.json(500, "{}")),
                bad("no JSON", FakeProvider.json(200, "<html>maintenance</html>")),
                bad("another JSON", FakeProvider.json(200, "[1,2]")),
                bad("nothing", FakeProvider.json(200, "")),
                bad("deep JSON", FakeProvider.json(200, "[".repeat(100_000))),
                bad("a huge answer", FakeProvider.json(200, " ".repeat(1_000_000) + "{}")),
                bad(
                        "a redirect",
                        new MockResponse.Builder()
                                .code(302)
                                .setHeader("Location", "http://127.0.0.1:1/")
                                .build()),
                bad(
                        "dripping bytes",
                        new MockResponse.Builder()
                                .body("x".repeat(10_000))
                                .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                                .build()),
                bad(
                        "a slow start",
                        new MockResponse.Builder()
                                .headersDelay(5, TimeUnit.SECONDS)
                                .body("{}")
                                .build()));
    }

    private static Arguments bad(String of, MockResponse answer) {
        return Arguments.of(of, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void aBadAnswerInsteadOfTheDescriptionIsOneLine(String of, MockResponse answer) {
        fixture.fake.says(DESCRIPTION, () -> answer);

        assertOneLine(of, () -> fixture.provider.begin("/"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void aBadAnswerInsteadOfTheTokenIsOneLine(String of, MockResponse answer) {
        fixture.fake.says("/token", () -> answer);

        assertOneLine(of, fixture::signIn);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void aBadAnswerInsteadOfTheKeysIsOneLine(String of, MockResponse answer) {
        fixture.fake.says("/keys", () -> answer);

        assertOneLine(of, fixture::signIn);
    }

    private static void assertOneLine(
            String of, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        long from = System.nanoTime();
        assertThatThrownBy(call)
                .as(of)
                .isInstanceOfSatisfying(
                        SignInFailedException.class,
                        e -> {
                            assertThat(e.fault()).isEqualTo(Fault.PROVIDER);
                            assertThat(e.sentence()).matches("The provider[^\n]{5,300}\\.");
                        });
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "token_endpoint", "jwks_uri"})
    void aDescriptionThatLeadsAwayIsRefused(String name) {
        String other = name.equals("issuer") ? "https://evil.example" : "ftp://evil.example";
        fixture.fake.says(
                DESCRIPTION,
                () ->
                        FakeProvider.json(
                                200,
                                fixture.fake
                                        .description()
                                        .replaceFirst(
                                                "\"%s\":\"[^\"]+".formatted(name),
                                                "\"%s\":\"%s".formatted(name, other))));

        assertThatThrownBy(() -> fixture.provider.begin("/"))
                .isInstanceOf(SignInFailedException.class)
                .hasMessageFindingMatch("another one|has no|does not describe");
    }

    @Test
    void aProviderThatIsAwayIsNotAskedByEveryVisitor() {
        fixture.fake.says(DESCRIPTION, () -> FakeProvider.json(503, "{}"));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> fixture.provider.begin("/"))
                    .isInstanceOf(SignInFailedException.class);
        }

        assertThat(fixture.fake.asked(DESCRIPTION)).isEqualTo(1);
    }

    @Test
    void aProviderThatIsBackIsFoundAgain() throws Exception {
        fixture.fake.says(DESCRIPTION, () -> FakeProvider.json(503, "{}"));
        assertThatThrownBy(() -> fixture.provider.begin("/"))
                .isInstanceOf(SignInFailedException.class);
        fixture.fake.says(DESCRIPTION, () -> FakeProvider.json(200, fixture.fake.description()));
        fixture.now = fixture.now.plus(Discovery.AGAIN);

        assertThat(fixture.signIn().subject()).isEqualTo("u-1");
    }

    @Test
    void theDescriptionOutlivesAShortAbsence() throws Exception {
        fixture.signIn();
        fixture.fake.says(DESCRIPTION, () -> FakeProvider.json(503, "{}"));
        fixture.now = fixture.now.plus(Discovery.KEPT);

        assertThat(fixture.signIn().subject()).isEqualTo("u-1");
    }
}
