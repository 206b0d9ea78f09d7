package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.topic.KafkaUnavailableException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class ExitCodesTest {
    @Test
    void aBrokerThatDoesNotAnswerIsNotReached() {
        assertThat(
                        ExitCodes.of(
                                new KafkaUnavailableException(
                                        "away", new TimeoutException("10 s"))))
                .isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(ExitCodes.of(new TimeoutException("10 s"))).isEqualTo(ExitCodes.UNREACHABLE);
    }

    @Test
    void aBrokerThatSaysNoHasRefused() {
        assertThat(ExitCodes.of(refused(new SaslAuthenticationException("wrong password"))))
                .isEqualTo(ExitCodes.REFUSED);
        assertThat(ExitCodes.of(refused(new TopicAuthorizationException("no right"))))
                .isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void ourOwnFaultsAreNoSilence() {
        assertThat(ExitCodes.of(new CommandFailedException("no"))).isEqualTo(ExitCodes.REFUSED);
        assertThat(ExitCodes.of(new IllegalStateException("bug"))).isEqualTo(ExitCodes.REFUSED);
    }

    private static KafkaUnavailableException refused(Exception answer) {
        return KafkaUnavailableException.refused(new ExecutionException(answer));
    }
}
