package dev.hooklane.embedded;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A log filter that drops Kafka's warnings about normal events: each start and stop of one node,
 * each seek. The class is public because the log's configuration names it.
 */
public final class ExpectedNoise extends Filter<ILoggingEvent> {

    private static final Pattern KAFKA = Pattern.compile("(org\\.apache\\.)?kafka\\.");

    private static final List<String> PARTS =
            List.of(
                    "Performing controller activation",
                    "Attempting to close NetworkClient that has already been closed",
                    "Not updating high watermark for partition",
                    "Not updating last stable offset for partition",
                    // Logged for topics that were just created; the client asks again.
                    "Received unknown topic error for topic",
                    // Logged for a default configuration that Kafka Streams creates for itself.
                    "Processing exception handler is not enabled for the GlobalThread");

    /** Logged by a node of which two clients have the same internal topic made at once. */
    private static final String MADE_BY_ANOTHER = "TOPIC_ALREADY_EXISTS";

    /** A node registers with itself just before it has elected itself, and then again. */
    private static final String NOT_ELECTED_YET = "NotControllerException";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return expectedMessage(event) || notElectedYet(event.getThrowableProxy())
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static boolean expectedMessage(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return message != null
                && KAFKA.matcher(event.getLoggerName()).lookingAt()
                && (PARTS.stream().anyMatch(message::contains)
                        || (message.startsWith("Auto topic creation failed")
                                && message.contains(MADE_BY_ANOTHER)));
    }

    private static boolean notElectedYet(@Nullable IThrowableProxy thrown) {
        return thrown != null
                && (thrown.getClassName().endsWith(NOT_ELECTED_YET)
                        || notElectedYet(thrown.getCause()));
    }
}
