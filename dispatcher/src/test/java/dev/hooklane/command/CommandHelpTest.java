package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.secret.TinkSecretCipher;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class CommandHelpTest {
    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect(
                HooklaneCommand.commandLine(
                        new CommandContext(
                                Map.of(), Path.of(""), InputStream.nullInputStream(), false)),
                names);
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(String command) {
        List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ")));
        arguments.removeFirst();
        arguments.add("--help");

        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Usage: " + command)
                .contains("Example")
                .containsPattern("(?m)^ +(\\(umask 077; )?hooklane ");
    }

    @Test
    void theCommandsThatAreExpectedAreThere() {
        assertThat(commands())
                .contains(
                        "hooklane dev",
                        "hooklane run",
                        "hooklane topics apply",
                        "hooklane topics check",
                        "hooklane publish",
                        "hooklane endpoints add",
                        "hooklane endpoints list",
                        "hooklane endpoints remove",
                        "hooklane endpoints show",
                        "hooklane endpoints update",
                        "hooklane endpoints test",
                        "hooklane endpoints statistics",
                        "hooklane endpoints set",
                        "hooklane endpoints access",
                        "hooklane endpoints rotate-secret",
                        "hooklane accounts list",
                        "hooklane events list",
                        "hooklane events show",
                        "hooklane waiting",
                        "hooklane lanes list",
                        "hooklane rejected list",
                        "hooklane rejected show",
                        "hooklane deliveries list",
                        "hooklane deliveries show",
                        "hooklane deliveries tail",
                        "hooklane doctor",
                        "hooklane login",
                        "hooklane logout",
                        "hooklane profiles list",
                        "hooklane top",
                        "hooklane dead-letters list",
                        "hooklane dead-letters retry",
                        "hooklane replays start",
                        "hooklane replays list",
                        "hooklane replays show",
                        "hooklane replays pause",
                        "hooklane replays resume",
                        "hooklane replays cancel",
                        "hooklane event-types list",
                        "hooklane event-types show",
                        "hooklane event-types set",
                        "hooklane event-types import",
                        "hooklane event-types archive",
                        "hooklane event-types restore",
                        "hooklane sources test",
                        "hooklane sources try",
                        "hooklane sources apply",
                        "hooklane sources list",
                        "hooklane sources show",
                        "hooklane sources pause",
                        "hooklane sources resume",
                        "hooklane sources rewind",
                        "hooklane sources remove",
                        "hooklane erasures start",
                        "hooklane erasures list",
                        "hooklane erasures show",
                        "hooklane listen",
                        "hooklane secrets new-key");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(CommandRun.of("--version").out()).startsWith("Hooklane 0.");
    }

    @Test
    void aNewKeyIsOneThatTheConfigurationTakes() {
        String key = CommandRun.of("secrets", "new-key").out();

        assertThat(key).startsWith("{").contains("primaryKeyId");
        assertThat(TinkSecretCipher.of(key)).isNotNull();
    }

    private static void collect(CommandLine command, List<String> names) {
        names.add(command.getCommandSpec().qualifiedName());
        command.getSubcommands().values().forEach(sub -> collect(sub, names));
    }
}
