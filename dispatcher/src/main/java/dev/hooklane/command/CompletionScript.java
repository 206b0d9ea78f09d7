package dev.hooklane.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion scripts that picocli can't write: those of zsh and fish. Both look at the words of
 * the line that are no options, which are the path of a command.
 */
final class CompletionScript {
    /** A command, by the words that lead to it; none for the program itself. */
    private record Node(String path, CommandLine command) {
        List<Node> children() {
            return command.getSubcommands().entrySet().stream()
                    .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
                    .map(each -> new Node((path + " " + each.getKey()).strip(), each.getValue()))
                    .toList();
        }

        List<Node> all() {
            List<Node> all = new ArrayList<>(List.of(this));
            children().forEach(child -> all.addAll(child.all()));
            return all;
        }

        List<OptionSpec> options() {
            return command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .toList();
        }

        String name() {
            return path.substring(path.lastIndexOf(' ') + 1);
        }

        String about() {
            CommandSpec spec = command.getCommandSpec();
            return first(spec.usageMessage().description());
        }
    }

    private CompletionScript() {}

    static String zsh(CommandLine program) {
        String name = program.getCommandName();
        StringBuilder out = new StringBuilder();
        out.append("#compdef %1$s%n_%1$s() {%n".formatted(name));
        out.append(
                """
                  local word at=
                  local -a commands options
                  for word in ${words[2,CURRENT-1]}; do [[ $word == -* ]] || at="$at $word"; done
                  case ${at# } in
                """);
        // The longest first: a command's own words go on with what it is asked for.
        for (Node node : new Node("", program).all().reversed()) {
            boolean leaf = node.children().isEmpty();
            out.append("    '%s'%s)%n".formatted(node.path(), leaf ? "*" : ""));
            out.append("      commands=(%s)%n".formatted(zshCommands(node)));
            out.append("      options=(%s) ;;%n".formatted(zshOptions(node)));
        }
        out.append(
                """
                  esac
                  if [[ $words[CURRENT] == -* ]]; then
                    _describe -o option options
                  elif (( $#commands )); then
                    _describe command commands
                  else
                    _files
                  fi
                }
                """);
        // Both as a file of fpath, which is the function's body, and sourced.
        out.append(
                "if [[ $funcstack[1] == _%1$s ]]; then _%1$s \"$@\"; else compdef _%1$s %1$s; fi%n"
                        .formatted(name));
        return out.toString();
    }

    private static String zshCommands(Node node) {
        return node.children().stream()
                .map(child -> quoted(child.name() + ":" + child.about()))
                .collect(Collectors.joining(" "));
    }

    private static String zshOptions(Node node) {
        return node.options().stream()
                .map(option -> quoted(option.longestName() + ":" + first(option.description())))
                .collect(Collectors.joining(" "));
    }

    static String fish(CommandLine program) {
        String name = program.getCommandName();
        StringBuilder out = new StringBuilder();
        out.append(
                """
                function __%1$s_words
                    for word in (commandline -opc)[2..-1]
                        string match -q -- '-*' $word; or echo $word
                    end
                end
                # Whether the line's words are these; those of a command may go on with its own.
                function __%1$s_is
                    set -l words (__%1$s_words)
                    test "$words" = "$argv"
                end
                function __%1$s_begins
                    set -l words (__%1$s_words)
                    set -l count (count $argv)
                    test (count $words) -ge $count; and test "$words[1..$count]" = "$argv"
                end
                """
                        .formatted(name));
        for (Node node : new Node("", program).all()) {
            List<Node> children = node.children();
            for (Node child : children) {
                out.append(
                        "complete -c %1$s -f -n '__%1$s_is %2$s' -a %3$s -d %4$s%n"
                                .formatted(name, node.path(), child.name(), quoted(child.about())));
            }
            for (OptionSpec option : node.options()) {
                out.append(
                        "complete -c %1$s -n '__%1$s_%2$s %3$s' -l %4$s%5$s -d %6$s%n"
                                .formatted(
                                        name,
                                        children.isEmpty() ? "begins" : "is",
                                        node.path(),
                                        option.longestName().substring(2),
                                        fishValue(option),
                                        quoted(first(option.description()))));
            }
        }
        return out.toString();
    }

    private static String fishValue(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        Iterable<String> choices = option.completionCandidates();
        return choices == null
                ? " -r"
                : " -x -a "
                        + quoted(
                                StreamSupport.stream(choices.spliterator(), false)
                                        .collect(Collectors.joining(" ")));
    }

    /** The first sentence, without what picocli would fill in. */
    private static String first(String... description) {
        String line = description.length == 0 ? "" : description[0];
        int end = line.indexOf(". ");
        return (end < 0 ? line : line.substring(0, end + 1)).replaceAll("[`$%]", "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "’") + "'";
    }
}
