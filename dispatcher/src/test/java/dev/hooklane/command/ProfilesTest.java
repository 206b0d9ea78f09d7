package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code login} keeps, and which API and key the other commands use then. */
final class ProfilesTest {
    private static final String CALLER =
            "{\"id\":\"key_1\",\"name\":\"ops\",\"role\":\"operator\",\"account\":null}";
    private static final String NO_KEYS = "{\"keys\":[],\"next\":null}";

    @TempDir private Path home = Path.of("");
    private final MockWebServer prod = new MockWebServer();
    private final MockWebServer other = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        prod.start();
        other.start();
    }

    @AfterEach
    void stop() {
        prod.close();
        other.close();
    }

    @Test
    void aKeyIsTriedAndKeptForItsOwnerOnly() throws Exception {
        CommandRun run = login("prod", "k-prod");

        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        "logged in to %s as ops (operator); profile prod".formatted(url(prod)));
        assertThat(prod.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer k-prod");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatIsRefusedIsNotKept() {
        prod.enqueue(answer(401, "{\"detail\":\"no\"}"));

        CommandRun run = run(Map.of(), "bad\n", "login", "--profile", "prod", "--api", url(prod));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("refuses this key");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aProfileIsUsedThatIsNamed() throws Exception {
        login("prod", "k-prod");
        prod.takeRequest();

        assertThat(authorization(Map.of(), "--profile", "prod")).isEqualTo("Bearer k-prod");
        assertThat(authorization(Map.of("HOOKLANE_PROFILE", "prod"))).isEqualTo("Bearer k-prod");
    }

    @Test
    void theDefaultProfileIsUsedIfNoneIsNamed() throws Exception {
        login("default", "k-default");
        prod.takeRequest();

        assertThat(authorization(Map.of())).isEqualTo("Bearer k-default");
    }

    @Test
    void theEnvironmentComesFirstAndSaysSo() {
        login("prod", "k-prod");
        other.enqueue(answer(200, NO_KEYS));
        Map<String, String> variables =
                Map.of("HOOKLANE_API", url(other), "HOOKLANE_API_KEY", "k-other");

        CommandRun run = run(variables, "", "keys", "list", "--profile", "prod");

        assertThat(other.getRequestCount()).isEqualTo(1);
        assertThat(run.err()).contains("HOOKLANE_API is set").contains("profile prod");
    }

    @Test
    void aKeyIsSentOnlyToTheApiThatItIsFor() {
        login("default", "k-default");

        CommandRun run = run(Map.of(), "", "keys", "list", "--api", url(other));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no key for the API at " + url(other));
        assertThat(other.getRequestCount()).isZero();
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        login("prod", "k-prod");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        CommandRun run = run(Map.of(), "", "keys", "list", "--profile", "prod");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("others can use it: chmod 600 " + file()).hasLineCount(1);
        assertThat(prod.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aProfileThatIsNotThereIsAnError() {
        CommandRun run = run(Map.of(), "", "keys", "list", "--profile", "prod");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no profile prod", "hooklane login --profile prod");
    }

    @Test
    void profilesAreListedWithoutTheirKeysAndForgotten() {
        login("prod", "k-prod");
        login("staging", "k-staging");

        CommandRun listed = run(Map.of(), "", "profiles", "list", "--jsonl");
        CommandRun forgotten = run(Map.of(), "", "logout", "--profile", "prod");
        CommandRun left = run(Map.of(), "", "profiles", "list", "--json");
        CommandRun again = run(Map.of(), "", "logout", "--profile", "prod");

        assertThat(listed.out().lines())
                .containsExactly(
                        "{\"profile\":\"prod\",\"api\":\"%s\"}".formatted(url(prod)),
                        "{\"profile\":\"staging\",\"api\":\"%s\"}".formatted(url(prod)));
        assertThat(forgotten.exitCode()).isZero();
        assertThat(left.out()).doesNotContain("prod\"", "k-staging").contains("staging");
        assertThat(again.exitCode()).isEqualTo(1);
    }

    private CommandRun login(String profile, String key) {
        prod.enqueue(answer(200, CALLER));
        CommandRun run =
                run(Map.of(), key + "\n", "login", "--profile", profile, "--api", url(prod));
        assertThat(run.err()).isEmpty();
        return run;
    }

    /** Returns the authorization with which a command calls the API, after a login. */
    private String authorization(Map<String, String> variables, String... more)
            throws InterruptedException {
        prod.enqueue(answer(200, NO_KEYS));
        List<String> arguments = new ArrayList<>(List.of("keys", "list"));
        arguments.addAll(List.of(more));
        CommandRun run = run(variables, "", arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return String.valueOf(prod.takeRequest().getHeaders().get("Authorization"));
    }

    private CommandRun run(Map<String, String> variables, String input, String... arguments) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOME", home.toString());
        return CommandRun.in(Path.of("none"), environment, input, arguments);
    }

    private Path file() {
        return home.resolve(".config/hooklane/profiles.json");
    }

    private static String url(MockWebServer api) {
        return "http://127.0.0.1:" + api.getPort();
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }
}
