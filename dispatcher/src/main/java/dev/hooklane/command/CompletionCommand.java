package dev.hooklane.command;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script by which a shell completes commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the script by which a shell completes commands and options.",
            "The Debian package has it already. It needs nothing but the shell."
        },
        footerHeading = "%n",
        footer = {
            "Example: for bash, from ~/.bashrc",
            "  source <(hooklane completion bash)",
            "Example: for zsh, from ~/.zshrc after compinit",
            "  source <(hooklane completion zsh)",
            "Example: for fish",
            "  hooklane completion fish >~/.config/fish/completions/hooklane.fish"
        })
final class CompletionCommand implements Runnable {
    /** The shells that have a script, named as on the command line. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    @Override
    public void run() {
        CommandLine program = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (shell) {
                    case bash -> AutoComplete.bash(program.getCommandName(), program);
                    case zsh -> CompletionScript.zsh(program);
                    case fish -> CompletionScript.fish(program);
                });
        out.flush();
    }
}
