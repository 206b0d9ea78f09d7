package dev.hooklane.command;

import java.security.Security;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** The program: runs one command and ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Optional<String> problem = ArgumentText.problem(List.of(arguments));
        if (problem.isPresent()) {
            System.err.println("hooklane: " + problem.get());
            System.exit(ExitCode.USAGE);
        }
        // Java's own cache of failed look-ups loses the reason; BoundedDns has its own cache.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        System.exit(HooklaneCommand.commandLine(CommandContext.ofProcess()).execute(arguments));
    }
}
