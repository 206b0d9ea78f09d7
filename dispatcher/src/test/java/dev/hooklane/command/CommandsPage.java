package dev.hooklane.command;

import dev.hooklane.deploy.Prose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgGroupSpec;
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

            ## First steps

            ```sh
            hooklane dev                                  # all of Hooklane, until Ctrl-C
            hooklane publish --type message.created       # in another terminal, in the same folder
            hooklane deliveries list                      # what became of it
            hooklane endpoints add --help                 # every command has --help
            ```

            ## Which installation is called

            Every command that calls the API has these options:

            """;

    private static final String AFTER_API_OPTIONS =
            """

            It uses the first of these:

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

            Every command that reports something can report it as JSON. Fields are named as in the
            API's answers.

            | command | `--json` prints | `--jsonl` prints |
            | --- | --- | --- |
            | a `list` | an array | an object per line |
            | one that does the same to several things, such as `endpoints remove` | an object with the list of those that it has done | an object per line, each when it is done |
            | one that prints as it goes: `publish`, `top`, `deliveries tail`, `listen` | | an object per line |
            | every other one | an object | |

            `secrets new-key` and `secrets derive` print a key file, and `completion` a script. `dev`
            and `run` print what people watch; `log.format: json` makes JSON of the logs of `run`.

            Errors go to standard error, as text. What was done before an error is still printed.

            ## How commands end

            | exit code | meaning |
            | --- | --- |
            | 0 | it is done |
            | 1 | it can't be done, or was refused; the line on standard error says why |
            | 2 | an argument is wrong |
            | 3 | the API or Kafka gave no answer |
            | 4 | it has ended, but not all of it is as asked: of `replays start --wait`, `replays show --wait`, `export`, `import`, `diff` and `apply` |
            | 5 | `diff` found something to apply |

            Commands that remove something ask first. Without a terminal, such as in a script,
            they need `--yes`. The question goes to standard error.

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

    /** Options of every command that calls the API, described once. */
    private static final List<String> API_OPTIONS = List.of("--api", "--key", "--profile");

    private final CommandSpec program;

    CommandsPage(CommandSpec program) {
        this.program = program;
    }

    /** The page, as Markdown. */
    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        List<CommandSpec> commands = visible(program);
        page.append("| option | |\n| --- | --- |\n");
        commands.stream()
                .flatMap(CommandsPage::leaves)
                .filter(CommandsPage::callsTheApi)
                .findFirst()
                .ifPresent(caller ->
                        API_OPTIONS.forEach(name -> page.append(row(caller.findOption(name)))));
        page.append(AFTER_API_OPTIONS);
        page.append("\n| command | what it does |\n| --- | --- |\n");
        commands.stream()
                .flatMap(CommandsPage::leaves)
                .forEach(command ->
                        page.append(
                                "| [`%s`](#%s) | %s |\n"
                                        .formatted(
                                                command.qualifiedName(),
                                                anchor(command),
                                                cell(firstSentence(command)))));
        commands.forEach(command -> add(command, "##", page));
        return page.append(TAIL).toString();
    }

    /** Returns the commands that do something: the command itself, or those of its group. */
    static Stream<CommandSpec> leaves(CommandSpec command) {
        List<CommandSpec> parts = visible(command);
        return parts.isEmpty() ? Stream.of(command) : parts.stream().flatMap(CommandsPage::leaves);
    }

    private static boolean callsTheApi(CommandSpec command) {
        return API_OPTIONS.stream().allMatch(name -> command.findOption(name) != null);
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
        if (!arguments.isEmpty() || callsTheApi(command)) {
            page.append("\n| argument | |\n| --- | --- |\n");
            arguments.forEach(argument -> page.append(row(argument)));
        }
        if (callsTheApi(command)) {
            page.append(
                    "| `--api`, `--key`, `--profile` | [Which installation is"
                            + " called](#which-installation-is-called). |\n");
        }
        if (!command.usageMessage().exitCodeList().isEmpty()) {
            page.append("\n| exit code | meaning |\n| --- | --- |\n");
            command.usageMessage()
                    .exitCodeList()
                    .forEach((code, meaning) ->
                            page.append("| %s | %s |\n".formatted(code, cell(meaning))));
        }
        addExamples(command, page);
        visible(command).forEach(each -> add(each, heading + "#", page));
    }

    private static String row(ArgSpec argument) {
        return "| `%s`%s | %s |\n"
                .formatted(
                        label(argument),
                        need(argument),
                        cell(String.join(" ", argument.description())));
    }

    /** Returns whether it must be given, and what may be given instead of it. */
    private static String need(ArgSpec argument) {
        ArgGroupSpec group = argument.group();
        if (group == null) {
            return argument.required() ? ", required" : "";
        }
        if (group.multiplicity().min() == 0) {
            return "";
        }
        String others =
                group.args().stream()
                        .filter(each -> !each.equals(argument))
                        .map(each -> "`" + name(each) + "`")
                        .collect(Collectors.joining(" or "));
        return group.exclusive() && !others.isEmpty() ? ", this or " + others : ", required";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static List<ArgSpec> arguments(CommandSpec command) {
        List<ArgSpec> arguments = new ArrayList<>(command.positionalParameters());
        command.options().stream()
                .filter(each -> !each.hidden() && !OF_ALL.contains(each.longestName()))
                .filter(each -> !callsTheApi(command) || !API_OPTIONS.contains(each.longestName()))
                .sorted((one, other) -> one.longestName().compareTo(other.longestName()))
                .forEach(arguments::add);
        return arguments;
    }

    private static String label(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            String names = String.join(", ", option.names());
            return option.arity().max() == 0
                    ? names
                    : names + " " + option.paramLabel() + (isList(option) ? ",…" : "");
        }
        return argument.paramLabel() + (argument.arity().max() > 1 ? "…" : "");
    }

    private static boolean isList(OptionSpec option) {
        return !option.splitRegex().isEmpty() && !option.paramLabel().contains("…");
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
