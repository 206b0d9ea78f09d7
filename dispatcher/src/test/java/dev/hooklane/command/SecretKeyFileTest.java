package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hooklane.secret.SecretKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretKeyFileTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void aKeyIsAddedThenPromotedThenTheOldOneRemoved() throws IOException {
        SecretKeys first = SecretKeys.generate();
        Files.writeString(file(), first.toJson());

        assertThat(run("secrets add-key keys.json").exitCode()).isZero();
        assertThat(keys().primaryId()).isEqualTo(first.primaryId());
        assertThat(run("secrets promote-key keys.json").exitCode()).isZero();
        assertThat(keys().primaryId()).isNotEqualTo(first.primaryId());
        CommandRun removed = removeOldKeys(keys().primaryId(), 0);

        assertThat(removed.exitCode()).isZero();
        assertThat(keys().size()).isEqualTo(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void oldKeysStayAsLongAsASecretNeedsThem() throws IOException {
        SecretKeys promoted = SecretKeys.generate().withNewKey().withNewestPrimary();
        Files.writeString(file(), promoted.toJson());

        CommandRun run = removeOldKeys(promoted.primaryId(), 3);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("3 endpoints").contains("reseal").hasLineCount(1);
        assertThat(keys().size()).isEqualTo(2);
    }

    @Test
    void oldKeysStayAsLongAsAnInstanceEncryptsWithThem() throws IOException {
        SecretKeys promoted = SecretKeys.generate().withNewKey().withNewestPrimary();
        Files.writeString(file(), promoted.toJson());

        CommandRun run = removeOldKeys("1", 0);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("encrypts with key 1")
                .contains(promoted.primaryId())
                .hasLineCount(1);
        assertThat(keys().size()).isEqualTo(2);
    }

    @Test
    void whatIsNoKeyFileIsNamedAndLeftAsItIs() throws IOException {
        Files.writeString(file(), "nonsense");

        CommandRun bad = run("secrets add-key keys.json");
        CommandRun missing = run("secrets add-key none.json");

        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.err()).contains("keys.json").contains("not a Tink keyset").hasLineCount(1);
        assertThat(file()).hasContent("nonsense");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("none.json").contains("does not exist").hasLineCount(1);
    }

    private CommandRun removeOldKeys(String primary, int left) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer =
                "{\"primary\":\"%s\",\"sealedByOthers\":%d}"
                        .formatted(primary, left)
                        .getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/v1/secrets-key",
                exchange -> {
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        try {
            return run(
                    "secrets remove-old-keys keys.json --key k --api http://127.0.0.1:"
                            + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private CommandRun run(String arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments.split(" ")));
        return CommandRun.in(folder, Map.of(), "", words.toArray(String[]::new));
    }

    private SecretKeys keys() throws IOException {
        return SecretKeys.parse(Files.readString(file()));
    }

    private Path file() {
        return folder.resolve("keys.json");
    }
}
