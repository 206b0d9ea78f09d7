package dev.hooklane.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentTextIT {
    @TempDir private Path folder;

    @Test
    void inALocaleThatIsNotUtf8NothingIsPublishedOfWhatWasTypedInIt() throws Exception {
        assertThat(publishedIn("C")).contains("the locale's encoding is ");
        assertThat(publishedIn("C.UTF-8")).doesNotContain("as it was typed");
    }

    /** A shell adds the text as the bytes of UTF-8: this JVM may not be able to. */
    private String publishedIn(String locale) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("sh");
        command.add("-c");
        command.add("exec \"$@\" --data \"$(printf '{\"text\":\"gr\\303\\274\"}')\"");
        command.add("sh");
        command.addAll(
                JavaProcess.program(
                                Main.class,
                                JavaProcess.LIGHT,
                                // Nothing listens there, and no account is named.
                                List.of("publish", "--bootstrap", "127.0.0.1:1", "--type", "a.b"))
                        .command());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return out;
    }
}
