package dev.hooklane.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a line looks like, by the program's own logback.xml. */
final class LogFormatTest {
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws JoranException {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
    }

    @Test
    void fieldsStandBehindTheTextForPeople() {
        assertThat(attempt()).endsWith(" delivery.attempted account=acme attempt=2\n");
    }

    @Test
    void aLineWithoutFieldsHasNoBlankAtItsEnd() {
        assertThat(lineOf(log -> log.info("started in {} s", 3))).endsWith(" started in 3 s\n");
    }

    @Test
    void oneObjectALineForPrograms() {
        LogFormat.useJson(context);

        String line = attempt();
        JsonNode json = JsonMapper.shared().readTree(line);

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(json.path("level").asString()).isEqualTo("INFO");
        assertThat(json.path("loggerName").asString()).isEqualTo("dev.hooklane.attempts");
        assertThat(json.path("formattedMessage").asString()).isEqualTo("delivery.attempted");
        assertThat(json.path("kvpList").toString())
                .isEqualTo("[{\"account\":\"acme\"},{\"attempt\":\"2\"}]");
    }

    @Test
    void aFailureIsOneLineTooForPrograms() {
        LogFormat.useJson(context);

        String line =
                lineOf(log -> log.error("delivery.faulted", new IllegalStateException("a\nb")));
        JsonNode json = JsonMapper.shared().readTree(line);

        assertThat(line).containsOnlyOnce("\n");
        assertThat(json.path("throwable").path("message").asString()).isEqualTo("a\nb");
    }

    private String attempt() {
        return lineOf(log ->
                log.atInfo()
                        .setMessage("delivery.attempted")
                        .addKeyValue("account", "acme")
                        .addKeyValue("attempt", 2)
                        .log());
    }

    private String lineOf(Consumer<Logger> logging) {
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        Logger log = context.getLogger("dev.hooklane.attempts");
        log.setAdditive(false);
        log.addAppender(events);
        logging.accept(log);
        OutputStreamAppender<ILoggingEvent> stderr =
                (OutputStreamAppender<ILoggingEvent>)
                        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
        return new String(stderr.getEncoder().encode(events.list.getFirst()), UTF_8);
    }
}
