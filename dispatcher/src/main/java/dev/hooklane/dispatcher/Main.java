package dev.hooklane.dispatcher;

import dev.hooklane.command.CommandContext;
import dev.hooklane.command.HooklaneCommand;
import java.security.Security;

/** The program: runs one command and ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Java's own memory of failed look-ups loses why they failed; BoundedDns has its own.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        System.exit(HooklaneCommand.commandLine(CommandContext.ofProcess()).execute(arguments));
    }
}
