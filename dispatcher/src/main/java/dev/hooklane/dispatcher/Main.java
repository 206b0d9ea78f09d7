package dev.hooklane.dispatcher;

import dev.hooklane.command.CommandContext;
import dev.hooklane.command.HooklaneCommand;

/** The program: runs one command and ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(HooklaneCommand.commandLine(CommandContext.ofProcess()).execute(arguments));
    }
}
