package dev.hooklane.embedded;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/**
 * The log filter that drops Kafka's warnings about what is normal: each start and stop of one node,
 * each seek.
 */
public final class ExpectedNoise extends Filter<ILoggingEvent> {

    private static final List<String> PARTS =
            List.of(
                    "Performing controller activation",
                    "Attempting to close NetworkClient that has already been closed",
                    "Not updating high watermark for partition");

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String message = event.getMessage();
        return message != null
                        && event.getLoggerName().startsWith("org.apache.kafka.")
                        && PARTS.stream().anyMatch(message::contains)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
