package dev.hooklane.command;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command takes from the process it runs in.
 *
 * @param environment the process' variables
 * @param folder where it was started
 * @param in its standard input
 */
public record CommandContext(Map<String, String> environment, Path folder, InputStream in) {
    public CommandContext {
        environment = Map.copyOf(environment);
    }

    /** The context of this process. */
    public static CommandContext ofProcess() {
        return new CommandContext(System.getenv(), Path.of(""), System.in);
    }

    @Override
    public String toString() {
        return "CommandContext[folder=%s, environment hidden]".formatted(folder);
    }
}
