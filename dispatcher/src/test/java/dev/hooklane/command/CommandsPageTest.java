package dev.hooklane.command;

import dev.hooklane.deploy.GeneratedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of all commands says what the program has. */
final class CommandsPageTest {
    @Test
    void thePageIsMadeOfTheProgram() throws IOException {
        GeneratedFile.of("docs/CLI.md", CommandsPageTest.class).mustBe(page());
    }

    private static String page() {
        CommandContext context =
                new CommandContext(Map.of(), Path.of("."), InputStream.nullInputStream(), false);
        return new CommandsPage(HooklaneCommand.commandLine(context).getCommandSpec()).text();
    }
}
