package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandErrorTest {
    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "topics",
                "endpoints",
                "dead-letters",
                "replays",
                "replays start",
                "replays start --endpoint ep_1 --rate fast",
                "replays pause",
                "secrets",
                "run",
                "run --config",
                "run --confg x",
                "dev --port many",
                "dev --port 70000",
                "dev --schedule 5s",
                "listen --fail 2",
                "listen --delay soon",
                "listen --host nowhere",
                "listen --secret abc --port -1",
                "publish --type a.b --file x",
                "publish --data {}",
                "endpoints add --account acct_1",
                "endpoints add --account acct_1 --url https://h --header nocolon",
                "endpoints add --account acct_1 --url https://h --rate-limit ten",
                "endpoints add --account acct_1 --url https://h --max-in-flight few",
                "endpoints remove",
                "endpoints update ep_1 --reset everything",
                "endpoints update ep_1",
                "events list --since yesterday --api http://127.0.0.1:1 --key k",
                "events list --since 2h --from 2027-11-30T03:00:00Z",
                "dead-letters list --by weather",
                "event-types",
                "event-types set",
                "event-types set order.paid --schema s.json --no-schema",
                "dead-letters list --limit few"
            })
    void wrongUsageIsOneLineAndExitCode2(String arguments) {
        CommandRun run = run(arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("hooklane: ").containsPattern("--help\\)").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --config no/such/file",
                "topics check --config no/such/file",
                "publish --file no/such/file",
                "publish --account acct_1 --type nonsense",
                "publish --account acct_1 --type message.created --data [1]",
                "publish --account acct_1 --type message.created --data {",
                "publish --account acct/1 --type message.created",
                "publish --type message.created",
                "endpoints list",
                "endpoints list --api http://127.0.0.1:1",
                "endpoints list --api 127.0.0.1:1 --key k",
                "event-types set order.paid --schema no/such/file --api http://127.0.0.1:1 --key k",
                "endpoints remove ep_1 --api http://127.0.0.1:1 --key k",
                "keys revoke key_1 --api http://127.0.0.1:1 --key k",
                "links revoke lnk_1 --api http://127.0.0.1:1 --key k",
                "event-types archive bot.created --api http://127.0.0.1:1 --key k"
            })
    void whatCantBeDoneIsOneLineAndExitCode1(String arguments) {
        CommandRun run = run(arguments);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("hooklane: ")
                .doesNotContain("Exception", "\tat ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "endpoints list --api http://127.0.0.1:1 --key k",
                "endpoints remove ep_1 --yes --api http://127.0.0.1:1 --key k",
                "dead-letters retry dlv_1 --api http://127.0.0.1:1 --key k",
                "dead-letters list --by host --api http://127.0.0.1:1 --key k",
                "replays start --endpoint ep_1 --yes --api http://127.0.0.1:1 --key k",
                "replays cancel rpl_1 --api http://127.0.0.1:1 --key k"
            })
    void whatCantBeReachedIsOneLineAndExitCode3(String arguments) {
        CommandRun run = run(arguments);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("hooklane: ").contains("127.0.0.1:1").hasLineCount(1);
    }

    @Test
    void allProblemsOfAConfigurationAreToldALineEach() throws Exception {
        Files.writeString(folder.resolve("hooklane.yaml"), "api:\n  port: many\n  key: short\n");

        CommandRun run = run("run --config hooklane.yaml");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("hooklane: configuration has 4 problems:")
                .contains("api.port = many")
                .hasLineCount(5);
    }

    @Test
    void eachBadLineIsReportedWithItsNumber() {
        String lines =
                """
                {"account":"acct_1","type":"nonsense"}

                not json
                {"type":"message.created"}
                {"account":"acct_1","type":"message.created","data":7}
                {"account":"acct_1","type":"message.created","colour":"red"}
                """;

        CommandRun run =
                CommandRun.in(folder, Map.of(), lines, "publish", "--bootstrap", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("hooklane: line "))
                .anyMatch(line -> line.startsWith("hooklane: line 3: not JSON"))
                .anyMatch(line -> line.equals("hooklane: line 4: account is missing"));
    }

    @Test
    void anEventWithoutAnAccountTellsWhereAnAccountComesFrom() {
        CommandRun run = run("publish --type message.created");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "hooklane: no account: pass --account, or wait until the `hooklane dev` of this folder is ready");
    }

    @Test
    void aKeyInTheEnvironmentIsUsed() {
        CommandRun run =
                CommandRun.in(
                        folder,
                        Map.of("HOOKLANE_API", "http://127.0.0.1:1", "HOOKLANE_API_KEY", "k"),
                        "",
                        "endpoints",
                        "list");

        assertThat(run.err()).contains("http://127.0.0.1:1 can't be reached");
    }

    private CommandRun run(String arguments) {
        return CommandRun.in(
                folder, Map.of(), "", arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
