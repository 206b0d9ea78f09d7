package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ErasuresStartCommandTest {
    @Test
    void withoutYesItSaysWhatAnAccountWouldLoseAndAsksNobody() {
        CommandRun run = CommandRun.of("erasures", "start", "--account", "acct_1");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("acct_1", "endpoints", "secrets", "API keys", "--yes");
    }

    @Test
    void withoutYesItSaysWhichEventWouldBeLost() {
        CommandRun run =
                CommandRun.of("erasures", "start", "--account", "acct_1", "--event", "evt_1");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("evt_1", "payload", "--yes").doesNotContain("API keys");
    }
}
