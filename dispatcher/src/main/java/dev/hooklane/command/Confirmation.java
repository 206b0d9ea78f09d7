package dev.hooklane.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks before something is done that can't be undone, unless {@code --yes} is given. */
final class Confirmation {
    private static final Set<String> YES = Set.of("y", "yes");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--yes", description = "Don't ask. Without a terminal, this is required.")
    private boolean given;

    boolean isGiven() {
        return given;
    }

    /**
     * Returns if it may be done.
     *
     * @param effect what would happen: "ep_1 would be removed"
     * @throws CommandFailedException if nobody agreed
     */
    void require(CommandContext context, String effect) {
        if (given) {
            return;
        }
        if (!context.isTerminal()) {
            throw new CommandFailedException(effect + ": pass --yes to do it");
        }
        PrintWriter terminal = command.commandLine().getErr();
        // Not among what a script reads.
        terminal.print(effect + ". Go on? [y/N] ");
        terminal.flush();
        if (!YES.contains(answer(context))) {
            throw new CommandFailedException("nothing was done");
        }
    }

    private static String answer(CommandContext context) {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new CommandFailedException("can't read an answer: " + e.getMessage(), e);
        }
    }
}
