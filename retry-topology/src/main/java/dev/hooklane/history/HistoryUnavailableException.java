package dev.hooklane.history;

import dev.hooklane.unreadable.Unreadable;
import java.util.Locale;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The history can't be read now, but may be readable soon; the message says why. */
public final class HistoryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean soonOver;

    public HistoryUnavailableException(String message) {
        super(message);
        soonOver = true;
    }

    private HistoryUnavailableException(
            String message, @Nullable Throwable cause, boolean soonOver) {
        super(message, cause);
        this.soonOver = soonOver;
    }

    /** Reports whether it is worth waiting for a moment. */
    boolean isSoonOver() {
        return soonOver;
    }

    static void throwIfUnreadable(Unreadable unreadable, String topic, int partition) {
        Long offset = unreadable.offsets().get(new TopicPartition(topic, partition));
        if (offset != null) {
            throw new HistoryUnavailableException(
                    "history partition %d can't be read from offset %d on"
                            .formatted(partition, offset),
                    null,
                    false);
        }
    }

    /**
     * Describes a failure of the disk, which {@code state-dir} is on.
     *
     * @param isRebuilt whether the copy is damaged and therefore being rebuilt
     */
    static HistoryUnavailableException ofDisk(RuntimeException cause, boolean isRebuilt) {
        return new HistoryUnavailableException(
                isRebuilt
                        ? "this instance's copy of the history is damaged and is being rebuilt"
                        : "this instance can't read its copy of the history from its disk",
                cause,
                false);
    }

    static HistoryUnavailableException of(KafkaStreams.State state, RuntimeException cause) {
        return new HistoryUnavailableException(
                "history is not readable now: the store is "
                        + state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                cause,
                true);
    }
}
