package dev.hooklane.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the shells themselves what the scripts complete. */
class CompletionIT {
    @TempDir private Path folder;

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assertThat(bash("hooklane", "endpoints", "a")).containsExactly("add", "access");
        assertThat(bash("hooklane", "endpoints", "add", "--ur")).containsExactly("--url");
    }

    @Test
    void fishCompletesCommandsAndOptionsButNoHiddenOnes() throws Exception {
        assertThat(fish("hooklane endpoints a")).containsExactly("access", "add");
        assertThat(fish("hooklane endpoints add --ur")).containsExactly("--url");
        assertThat(fish("hooklane tr")).doesNotContain("train");
    }

    @Test
    void zshCompletesCommandsAndOptions() throws Exception {
        assertThat(zsh("hooklane", "endpoints", "a")).contains("add", "access", "rotate-secret");
        assertThat(zsh("hooklane", "endpoints", "add", "-")).contains("--url", "--help");
        assertThat(zsh("hooklane", "")).contains("endpoints", "completion").doesNotContain("train");
    }

    @Test
    void aShellThatIsUnknownIsRefusedWithThoseThereAre() {
        CommandRun run = CommandRun.in(folder, Map.of(), "", "completion", "tcsh");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("bash, zsh, fish");
    }

    private List<String> bash(String... words) throws Exception {
        return shell(
                List.of(
                        "bash",
                        "-c",
                        """
                        source "$1"; shift
                        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                        _complete_hooklane; printf '%s\\n' "${COMPREPLY[@]}"
                        """,
                        "bash"),
                words);
    }

    private List<String> fish(String line) throws Exception {
        return shell(
                List.of("fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]"),
                line);
    }

    /** What is offered; zsh itself then keeps what begins with the last word. */
    private List<String> zsh(String... words) throws Exception {
        return shell(
                List.of(
                        "zsh",
                        "-f",
                        "-c",
                        """
                        compdef() { : }
                        _files() { : }
                        _describe() { print -l -- ${(P)@[-1]} }
                        source "$1"; shift
                        words=("$@"); CURRENT=$#; _hooklane
                        """,
                        "zsh"),
                words);
    }

    /** The words that a shell answers with, without what it says about them. */
    private List<String> shell(List<String> command, String... words) throws Exception {
        String shell = command.get(0);
        assumeTrue(isInstalled(shell), () -> "no " + shell + " here");
        CommandRun run = CommandRun.in(folder, Map.of(), "", "completion", shell);
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> line = new ArrayList<>(command);
        line.add(Files.writeString(folder.resolve("script"), run.out(), UTF_8).toString());
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).redirectError(Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output.lines().map(each -> each.split("[\t:]", 2)[0].strip()).toList();
    }

    private static boolean isInstalled(String shell) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, shell)));
    }
}
