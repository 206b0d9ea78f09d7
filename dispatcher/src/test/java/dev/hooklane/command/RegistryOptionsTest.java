package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

/** A registry may ask who asks, and have a certificate of its company's own authority. */
final class RegistryOptionsTest {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    @TempDir private Path folder = Path.of("");
    private final MockWebServer registry = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        registry.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(AUTHORITY)
                        .build()
                        .sslSocketFactory());
        registry.enqueue(new MockResponse.Builder().body("[]").build());
        registry.start();
        Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificatePem());
        Files.writeString(folder.resolve("login"), "ada:secret\n");
        Files.writeString(folder.resolve("token"), "opaque-token\n");
        Files.writeString(folder.resolve("two-tokens"), "opaque-token\nanother\n");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "--registry-login-file, login, Basic YWRhOnNlY3JldA==",
        "--registry-token-file, token, Bearer opaque-token"
    })
    void theRegistryIsShownWhoAsks(String option, String file, String authorization)
            throws InterruptedException {
        CommandRun run = run(option, file, "--registry-ca-file", "ca.pem");

        assertThat(run.err()).contains("has no subject orders-*");
        assertThat(registry.takeRequest().getHeaders().get("Authorization"))
                .isEqualTo(authorization);
    }

    @Test
    void anAuthorityThatIsNotNamedIsNotTrusted() {
        CommandRun run = run("--registry-token-file", "token");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("fails at TLS").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--registry-token-file, two-tokens, the token in file two-tokens is not allowed",
        "--registry-token-file, nowhere,    file nowhere can't be read",
        "--registry-ca-file,    token,      token has something that is not a certificate",
        "--registry-ca-file,    nowhere,    nowhere can't be read",
    })
    void aFileThatCannotBeUsedIsNamed(String option, String file, String reason) {
        CommandRun run = run(option, file);

        assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains(reason).doesNotContain("opaque-token").hasLineCount(1);
        assertThat(registry.getRequestCount()).isZero();
    }

    @Test
    void aLoginAndATokenAreOneTooMany() {
        CommandRun run = run("--registry-login-file", "login", "--registry-token-file", "token");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(registry.getRequestCount()).isZero();
    }

    private CommandRun run(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("event-types", "import", "--subjects", "orders-*"));
        arguments.addAll(List.of("--registry", "https://localhost:" + registry.getPort()));
        arguments.addAll(List.of(options));
        return CommandRun.in(
                folder,
                Map.of("HOOKLANE_API", "http://127.0.0.1:1", "HOOKLANE_API_KEY", "k"),
                "",
                arguments.toArray(String[]::new));
    }
}
