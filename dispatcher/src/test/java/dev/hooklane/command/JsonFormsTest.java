package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** One rule for all: with {@code --json}, a list prints an array, and all others an object. */
final class JsonFormsTest {
    @Test
    void everyListPrintsAnArrayOrLines() {
        assertThat(commands())
                .filteredOn(command -> command.name().equals("list") && callsTheApi(command))
                .isNotEmpty()
                .allSatisfy(command -> {
                    assertThat(json(command)).contains("as a JSON array");
                    assertThat(command.findOption("--jsonl")).isNotNull();
                });
    }

    @Test
    void everyOtherCommandPrintsAnObject() {
        assertThat(commands())
                .filteredOn(command ->
                        !command.name().equals("list") && command.findOption("--json") != null)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(json(command)).contains("as a JSON object"));
    }

    private static boolean callsTheApi(CommandSpec command) {
        return command.findOption("--api") != null;
    }

    private static String json(CommandSpec command) {
        assertThat(command.findOption("--json")).as(command.qualifiedName()).isNotNull();
        return String.join(" ", command.findOption("--json").description());
    }

    private static List<CommandSpec> commands() {
        List<CommandSpec> all = new ArrayList<>();
        collect(
                HooklaneCommand.commandLine(
                        new CommandContext(
                                Map.of(), Path.of(""), InputStream.nullInputStream(), false)),
                all);
        return all;
    }

    private static void collect(CommandLine command, List<CommandSpec> all) {
        all.add(command.getCommandSpec());
        command.getSubcommands().values().forEach(sub -> collect(sub, all));
    }
}
