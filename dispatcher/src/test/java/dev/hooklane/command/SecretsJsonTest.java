package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands about key files print as JSON: ids, and no key. */
final class SecretsJsonTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void aChangeSaysWhichKeysThereAreAndWhichEncrypts() throws IOException {
        SecretKeys first = SecretKeys.generate();
        Files.writeString(folder.resolve("keys.json"), first.toJson());

        JsonNode added = json(run("add-key", "keys.json", "--json"));
        JsonNode promoted = json(run("promote-key", "keys.json", "--json"));

        assertThat(texts(added.path("keys"))).hasSize(2).startsWith(first.primaryId());
        assertThat(added.path("primary").asString()).isEqualTo(first.primaryId());
        assertThat(promoted.path("primary").asString())
                .isEqualTo(texts(promoted.path("keys")).getLast());
    }

    @Test
    void theListHasAnItemForEachPurpose() throws IOException {
        SecretKeys keys = SecretKeys.generate().withNewKey();
        Files.writeString(folder.resolve("keys.json"), keys.toJson());

        JsonNode list = json(run("list", "keys.json", "--json"));

        assertThat(list.isArray()).isTrue();
        assertThat(list.size()).isEqualTo(KeyPurpose.values().length);
        JsonNode first = list.path(0);
        assertThat(texts(first.path("masterKeys"))).isEqualTo(keys.ids());
        assertThat(texts(first.path("keys")))
                .isEqualTo(
                        DerivedKeys.of(keys).derivedIds(List.of(KeyPurpose.values()).getFirst()));
        assertThat(first.path("primary").asString()).isEqualTo(keys.primaryId());
        assertThat(run("list", "keys.json", "--jsonl").out().lines()).hasSize(list.size());
    }

    @Test
    void derivedKeysAreListedWithoutAMaster() throws IOException {
        DerivedKeys all = DerivedKeys.of(SecretKeys.generate());
        Files.writeString(folder.resolve("keys.json"), all.only(List.of(KeyPurpose.ENDPOINTS)));

        JsonNode list = json(run("list", "keys.json", "--json"));

        assertThat(list.size()).isOne();
        assertThat(list.path(0).path("purpose").asString()).isEqualTo(KeyPurpose.ENDPOINTS.label());
        assertThat(list.path(0).path("masterKeys").isEmpty()).isTrue();
    }

    @Test
    void aFileInClearHasNoMasterKeyUri() throws IOException {
        Files.writeString(folder.resolve("keys.json"), SecretKeys.generate().toJson());

        CommandRun run = run("rewrap", "keys.json", "--in-clear", "--json");

        assertThat(run.out().strip()).isEqualTo("{\"masterKeyUri\":null}");
    }

    private CommandRun run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "secrets";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.in(folder, Map.of(), "", all);
    }

    private static JsonNode json(CommandRun run) {
        return JsonMapper.shared().readTree(run.out());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
