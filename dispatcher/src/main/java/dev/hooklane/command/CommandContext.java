package dev.hooklane.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.Console;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The process environment of a command.
 *
 * @param environment the process' variables
 * @param folder where it was started
 * @param in its standard input
 * @param ownsProcess whether the process runs this command alone
 */
public record CommandContext(
        Map<String, String> environment, Path folder, InputStream in, boolean ownsProcess) {
    private static final Pattern WIDTH = Pattern.compile("[0-9]{1,4}");

    public CommandContext {
        environment = Map.copyOf(environment);
    }

    /** Returns the context of this process. */
    public static CommandContext ofProcess() {
        return new CommandContext(System.getenv(), Path.of(""), System.in, true);
    }

    /** Reports whether a person is at the terminal and can answer. */
    boolean isTerminal() {
        Console console = ownsProcess ? System.console() : null;
        return console != null && console.isTerminal();
    }

    /**
     * Returns how many characters a line of the terminal has: what {@code COLUMNS} says, or the
     * terminal itself; 0 if the output is not for a terminal.
     */
    int terminalWidth() {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (WIDTH.matcher(columns).matches()) {
            return Integer.parseInt(columns);
        }
        return isTerminal() ? CommandSpec.create().usageMessage().autoWidth(true).width() : 0;
    }

    /** Turns off logging, for a command that prints everything itself. */
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
