package dev.hooklane.source.format;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a record's key or value. Any thread may use it. */
public interface SourceFormat {
    /**
     * Reads the bytes, without waiting for anything.
     *
     * @param bytes null if the record has none, as a tombstone has no value
     * @param headers of the record, by name
     */
    Decoded read(byte @Nullable [] bytes, Map<String, String> headers);

    /**
     * Looks up what reading the bytes takes, and may wait for it. What is not looked up is {@link
     * Decoded.Unavailable}.
     *
     * @param deadlineNanos how long it may wait, by {@link System#nanoTime}
     * @return whether they can be read now
     */
    default boolean lookUp(byte @Nullable [] bytes, long deadlineNanos) {
        return true;
    }

    /** What bytes turned out to be. */
    sealed interface Decoded {
        /** A value; null if there were no bytes. */
        record Value(@Nullable JsonNode node) implements Decoded {
            /** Leaves out the content. */
            @Override
            public String toString() {
                return "Value[%s]".formatted(node == null ? "none" : node.getNodeType());
            }
        }

        /** Not what the format says, and why, in one line without any of the content. */
        record Unreadable(String reason) implements Decoded {}

        /** Not known yet, as a registry does not say what the schema is; why, in one line. */
        record Unavailable(String reason) implements Decoded {}
    }
}
