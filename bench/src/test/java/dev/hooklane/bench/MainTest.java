package dev.hooklane.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final Exception failure = new IllegalStateException("the broker\n  is gone");

    private final StringWriter err = new StringWriter();
    private final CommandLine command = Main.commandLine().setErr(new PrintWriter(err));

    @Test
    void aFailureIsOneLine() {
        assertThat(Main.failed(failure, command, command.parseArgs("road"))).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "hooklane bench: java.lang.IllegalStateException: the broker is gone");
    }

    @Test
    void debugTellsWhereItComesFrom() {
        Main.failed(failure, command, command.parseArgs("--debug", "road"));

        assertThat(err.toString()).contains("\tat " + MainTest.class.getName());
    }
}
