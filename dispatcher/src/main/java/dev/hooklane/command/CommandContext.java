package dev.hooklane.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.Console;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * What a command takes from the process it runs in.
 *
 * @param environment the process' variables
 * @param folder where it was started
 * @param in its standard input
 * @param ownsProcess whether the process is there for this command alone
 */
public record CommandContext(
        Map<String, String> environment, Path folder, InputStream in, boolean ownsProcess) {
    public CommandContext {
        environment = Map.copyOf(environment);
    }

    /** The context of this process. */
    public static CommandContext ofProcess() {
        return new CommandContext(System.getenv(), Path.of(""), System.in, true);
    }

    /** Whether somebody reads along and can answer. */
    boolean isTerminal() {
        Console console = ownsProcess ? System.console() : null;
        return console != null && console.isTerminal();
    }

    /** Turns off logging, for a command that says all there is to say itself. */
    void silenceLog() {
        if (ownsProcess && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
        }
    }

    @Override
    public String toString() {
        return "CommandContext[folder=%s, environment hidden]".formatted(folder);
    }
}
