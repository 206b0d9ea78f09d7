package dev.hooklane.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is logged where the log's configuration is the program's own, and not that of tests. */
class ExpectedNoiseTest {
    @ParameterizedTest
    @CsvSource({
        "org.apache.kafka.controller.QuorumController, Performing controller activation, DENY",
        "org.apache.kafka.clients.NetworkClient, Connection to node 1 was lost, NEUTRAL",
        "dev.hooklane.road.Thing, Performing controller activation, NEUTRAL",
        "org.apache.kafka.server.DefaultAutoTopicCreationManager, Auto topic creation failed for"
                + " __transaction_state with error 'TOPIC_ALREADY_EXISTS', DENY",
        "org.apache.kafka.server.DefaultAutoTopicCreationManager, Auto topic creation failed for"
                + " __transaction_state with error 'POLICY_VIOLATION', NEUTRAL",
    })
    void onlyWarningsAboutNormalEventsAreDropped(String logger, String message, FilterReply reply)
            throws Exception {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                Objects.requireNonNull(ExpectedNoise.class.getResource("/logback.xml")));
        Appender<ILoggingEvent> appender =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
        LoggingEvent event =
                new LoggingEvent(
                        "test", context.getLogger(logger), Level.WARN, message, null, null);

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .noneMatch(status -> status.getLevel() > Status.INFO);
        assertThat(appender.getFilterChainDecision(event)).isEqualTo(reply);
    }
}
