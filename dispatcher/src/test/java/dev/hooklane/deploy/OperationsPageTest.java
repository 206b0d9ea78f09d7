package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.CommandContext;
import dev.hooklane.command.HooklaneCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Whoever is woken at night finds no command in the runbook that there is none of. */
final class OperationsPageTest {
    /** Where a command is one of the program: at a line's start, in backquotes, behind a pipe. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^ *|`|[$][(])hooklane ([a-z][^`|#\n]*)");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    static Stream<String> commands() throws IOException {
        return matches(COMMAND);
    }

    static Stream<String> links() throws IOException {
        return matches(LINK);
    }

    private static Stream<String> matches(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(Path.of("..", "docs", "OPERATIONS.md")))
                .results()
                .map((MatchResult found) -> found.group(1).strip())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExistsWithItsOptions(String command) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" +")));
        CommandLine at =
                HooklaneCommand.commandLine(
                        new CommandContext(
                                Map.of(), Path.of(""), InputStream.nullInputStream(), false));
        while (!words.isEmpty() && at.getSubcommands().containsKey(words.getFirst())) {
            at = at.getSubcommands().getOrDefault(words.removeFirst(), at);
        }

        assertThat(at.getSubcommands()).as("what stands behind `%s`", command).isEmpty();
        assertThat(words.stream().filter(word -> word.startsWith("--")))
                .isSubsetOf(at.getCommandSpec().optionsMap().keySet());
    }

    @ParameterizedTest
    @MethodSource("links")
    void everyLinkLeadsToAFile(String link) {
        assertThat(Path.of("..", "docs").resolve(link)).exists();
    }
}
