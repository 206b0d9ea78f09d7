package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** One rule for all: with {@code --json}, a list prints an array, and all others an object. */
final class JsonFormsTest {
    /** They print as they go, as long as they run or there is input. */
    private static final Set<String> AS_THEY_GO =
            Set.of(
                    "hooklane publish",
                    "hooklane top",
                    "hooklane deliveries tail",
                    "hooklane listen");

    /** They print a file or a script, or what people watch. A new command is none of these. */
    private static final Set<String> NO_REPORT =
            Set.of(
                    "hooklane dev",
                    "hooklane run",
                    "hooklane completion",
                    "hooklane secrets new-key",
                    "hooklane secrets derive");

    @Test
    void everyListPrintsAnArrayOrLines() {
        assertThat(commands())
                .filteredOn(command -> command.name().equals("list"))
                .isNotEmpty()
                .allSatisfy(command -> {
                    assertThat(json(command)).contains("as a JSON array");
                    assertThat(command.findOption("--jsonl")).isNotNull();
                });
    }

    @Test
    void whatPrintsAsItGoesPrintsLines() {
        assertThat(commands())
                .filteredOn(command -> AS_THEY_GO.contains(command.qualifiedName()))
                .hasSameSizeAs(AS_THEY_GO)
                .allSatisfy(command -> {
                    assertThat(command.findOption("--jsonl")).isNotNull();
                    assertThat(command.findOption("--json")).isNull();
                });
    }

    @Test
    void everyOtherCommandPrintsAnObject() {
        assertThat(commands())
                .filteredOn(command ->
                        !command.name().equals("list")
                                && !AS_THEY_GO.contains(command.qualifiedName())
                                && !NO_REPORT.contains(command.qualifiedName()))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(json(command)).contains("as a JSON object"));
    }

    @Test
    void whatDoesItToSeveralThingsPrintsLinesToo() {
        assertThat(commands())
                .filteredOn(command ->
                        command.positionalParameters().stream()
                                .anyMatch(each -> each.arity().max() > 1))
                .hasSizeGreaterThan(8)
                .allSatisfy(command ->
                        assertThat(command.findOption("--jsonl"))
                                .as(command.qualifiedName())
                                .isNotNull());
    }

    @Test
    void thePageNamesThoseWithout() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "CLI.md"));
        String rule =
                page.substring(
                        page.indexOf("## JSON for scripts"), page.indexOf("## How commands end"));

        assertThat(NO_REPORT)
                .allSatisfy(name ->
                        assertThat(rule).contains("`" + name.replace("hooklane ", "") + "`"));
        assertThat(AS_THEY_GO)
                .allSatisfy(name ->
                        assertThat(rule).contains("`" + name.replace("hooklane ", "") + "`"));
    }

    private static String json(CommandSpec command) {
        assertThat(command.findOption("--json")).as(command.qualifiedName()).isNotNull();
        return String.join(" ", command.findOption("--json").description());
    }

    private static List<CommandSpec> commands() {
        return CommandsPage.leaves(
                        HooklaneCommand.commandLine(
                                        new CommandContext(
                                                Map.of(),
                                                Path.of(""),
                                                InputStream.nullInputStream(),
                                                false))
                                .getCommandSpec())
                .toList();
    }
}
