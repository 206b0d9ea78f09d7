package dev.hooklane.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsDeriveCommandTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void itPrintsTheKeysThatTheRoleNeedsAndNoOthers() throws Exception {
        SecretKeys master = SecretKeys.generate();
        Path file = Files.writeString(folder.resolve("secrets.json"), master.toJson());

        DerivedKeys printed =
                DerivedKeys.parse(
                        CommandRun.of("secrets", "derive", "--for", "delivery", file.toString())
                                .out());

        String sealed =
                DerivedKeys.of(master)
                        .of(KeyPurpose.ENDPOINTS)
                        .seal(new byte[0], "x".getBytes(UTF_8));
        assertThat(printed.purposes())
                .containsExactlyInAnyOrder(
                        KeyPurpose.ENDPOINTS, KeyPurpose.OWN_EVENTS, KeyPurpose.LISTENERS);
        assertThat(printed.of(KeyPurpose.ENDPOINTS).open(new byte[0], sealed))
                .isEqualTo("x".getBytes(UTF_8));
    }

    @Test
    void anUnknownRoleIsRefused() throws Exception {
        Path file =
                Files.writeString(folder.resolve("secrets.json"), SecretKeys.generate().toJson());

        CommandRun run = CommandRun.of("secrets", "derive", "--for", "dispatch", file.toString());

        assertThat(run.err()).contains("role 'dispatch' is not fan-out, delivery or control-plane");
    }
}
