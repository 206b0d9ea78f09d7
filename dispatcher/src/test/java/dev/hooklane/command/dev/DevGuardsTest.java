package dev.hooklane.command.dev;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.StartRefusedException;
import org.junit.jupiter.api.Test;

class DevGuardsTest {
    @Test
    void aJarWithTheBrokerIsAccepted() {
        assertThatCode(DevGuards::checkBroker).doesNotThrowAnyException();
    }

    @Test
    void aJarWithoutTheBrokerNamesTheOneThatHasIt() {
        assertThatThrownBy(() -> DevGuards.checkBroker("kafka.server.Missing"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("hooklane-dev-VERSION.jar");
    }
}
