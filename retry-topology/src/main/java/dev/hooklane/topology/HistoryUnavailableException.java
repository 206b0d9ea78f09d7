package dev.hooklane.topology;

import java.util.Locale;
import org.apache.kafka.streams.KafkaStreams;

/** The history can't be told now, but it may be soon; the message says why. */
public final class HistoryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryUnavailableException(String message) {
        super(message);
    }

    private HistoryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    static HistoryUnavailableException of(KafkaStreams.State state, RuntimeException cause) {
        return new HistoryUnavailableException(
                "history is not readable now: the store is "
                        + state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                cause);
    }
}
