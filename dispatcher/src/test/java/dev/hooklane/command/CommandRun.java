package dev.hooklane.command;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** What one call of the program printed, and its exit code. */
public record CommandRun(int exitCode, String out, String err) {
    /** Runs the program in an environment without variables, in a folder without anything. */
    public static CommandRun of(String... arguments) {
        return in(Path.of("no", "such", "folder"), Map.of(), "", arguments);
    }

    public static CommandRun in(
            Path folder, Map<String, String> environment, String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                HooklaneCommand.commandLine(
                        new CommandContext(
                                environment,
                                folder,
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                                false));
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
