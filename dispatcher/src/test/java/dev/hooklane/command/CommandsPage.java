package dev.hooklane.command;

import dev.hooklane.deploy.Prose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The page of all commands, made from the program itself. */
final class CommandsPage {
    private static final String HEAD =
            """
            # Commands

            All commands of `hooklane`, with their options. From a source tree, run `./hooklane`
            instead. This page is generated from the program, which prints the same with `--help`:
            `./hooklane test -Dtest=CommandsPageTest -Dregenerate` regenerates it.

            ## Which installation is called

            A command that calls the API uses the first of these:

            1. `--api` and `--key`
            2. `HOOKLANE_API` and `HOOKLANE_API_KEY`
            3. the profile that `--profile` or `HOOKLANE_PROFILE` names
            4. the `hooklane dev` of the current folder
            5. the profile `default`

            `hooklane login` keeps an installation's URL and key as a profile, in
            `~/.config/hooklane/profiles.json`, or in `$XDG_CONFIG_HOME/hooklane`. Only its owner can
            read the file. If others can, it is refused. A profile's key is sent only to the
            profile's URL.

            ## JSON for scripts

            With `--json`, a `list` command prints an array, and every other command an object.
            With `--jsonl`, a command prints an object per line, also while it is running.

            ## How commands end

            | exit code | meaning |
            | --- | --- |
            | 0 | it is done |
            | 1 | it can't be done, or was refused; the line on standard error says why |
            | 2 | an argument is wrong |
            | 3 | the API or Kafka gave no answer |
            | 4 | `replays start --wait` or `replays show --wait`: the replay has ended, but not all of it was delivered |

            Commands that remove something ask first. Without a terminal, such as in a script,
            they need `--yes`.

            ## All commands
            """;

    private static final String TAIL =
            """

            ## From a source tree
            The start script has seven more commands: `./hooklane test` runs all tests and checks,
            `./hooklane fuzz` fuzzes all decoders ([THREATS.md](THREATS.md)), `./hooklane bench`
            measures ([BENCHMARKS.md](BENCHMARKS.md)), `./hooklane e2e` breaks a whole installation
            ([RELIABILITY.md](RELIABILITY.md)), `./hooklane dist` makes what a release ships
            ([RELEASING.md](RELEASING.md)), `./hooklane docs` builds these pages as a site, and
            `./hooklane screenshots` takes a screenshot of every console page.
            """;

    /** Options that every command has. */
    private static final List<String> OF_ALL = List.of("--help", "--version");

    private final CommandSpec program;

    CommandsPage(CommandSpec program) {
        this.program = program;
    }

    /** The page, as Markdown. */
    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        List<CommandSpec> commands = visible(program);
        page.append("\n| command | what it does |\n| --- | --- |\n");
        for (CommandSpec command : commands) {
            page.append(
                    "| [`%s`](#%s) | %s |\n"
                            .formatted(
                                    command.qualifiedName(),
                                    anchor(command),
                                    cell(firstSentence(command))));
        }
        commands.forEach(command -> add(command, "##", page));
        return page.append(TAIL).toString();
    }

    private static List<CommandSpec> visible(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                // An alias stands beside its command.
                .filter(each -> each.getKey().equals(each.getValue().getCommandName()))
                .map(Map.Entry::getValue)
                .map(line -> line.getCommandSpec())
                .filter(each -> !each.usageMessage().hidden())
                .toList();
    }

    private static void add(CommandSpec command, String heading, StringBuilder page) {
        page.append("\n%s %s\n".formatted(heading, command.qualifiedName()));
        for (String line : command.usageMessage().description()) {
            page.append(Prose.wrapped(plain(line)));
        }
        List<ArgSpec> arguments = arguments(command);
        if (!arguments.isEmpty()) {
            page.append("\n| argument | |\n| --- | --- |\n");
            for (ArgSpec argument : arguments) {
                page.append(
                        "| `%s`%s | %s |\n"
                                .formatted(
                                        label(argument),
                                        isRequired(argument) ? ", required" : "",
                                        cell(String.join(" ", argument.description()))));
            }
        }
        addExamples(command, page);
        visible(command).forEach(each -> add(each, heading + "#", page));
    }

    /** Of a group's options, one is needed only if the group is. */
    private static boolean isRequired(ArgSpec argument) {
        return argument.required()
                && (argument.group() == null || argument.group().multiplicity().min() > 0);
    }

    private static List<ArgSpec> arguments(CommandSpec command) {
        List<ArgSpec> arguments = new ArrayList<>(command.positionalParameters());
        command.options().stream()
                .filter(each -> !each.hidden() && !OF_ALL.contains(each.longestName()))
                .sorted((one, other) -> one.longestName().compareTo(other.longestName()))
                .forEach(arguments::add);
        return arguments;
    }

    private static String label(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            String names = String.join(", ", option.names());
            return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
        }
        return argument.paramLabel();
    }

    private static void addExamples(CommandSpec command, StringBuilder page) {
        boolean inCode = false;
        for (String line : command.usageMessage().footer()) {
            boolean isCode = line.startsWith("  ");
            if (isCode != inCode) {
                page.append(isCode ? "\n```sh\n" : "```\n");
                inCode = isCode;
            }
            if (isCode) {
                page.append(plain(line).strip()).append('\n');
            } else if (!line.isBlank()) {
                page.append('\n')
                        .append(Prose.wrapped(plain(line) + (line.endsWith(":") ? "" : ":")));
            }
        }
        if (inCode) {
            page.append("```\n");
        }
    }

    private static String anchor(CommandSpec command) {
        return command.qualifiedName().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String firstSentence(CommandSpec command) {
        String all = plain(String.join(" ", command.usageMessage().description()));
        int end = all.indexOf(". ");
        return end < 0 ? all : all.substring(0, end + 1);
    }

    /** Without picocli's own escapes. */
    private static String plain(String text) {
        return Ansi.OFF.string(text.replace("%%", "%").replace("%n", " "));
    }

    private static String cell(String text) {
        return plain(text).replace("|", "\\|").replace("<", "&lt;");
    }
}
