package dev.hooklane.source;

import java.util.Locale;

/** Why a record of a source is rejected. The {@link #code} is stable; record headers have it. */
public enum SourceRejection {
    /** Its bytes are not of the source's format, or are too many. */
    SOURCE_UNREADABLE,
    /** The mapping can't make an event of it, or not a valid one. */
    SOURCE_UNMAPPED,
    /** Hooklane's own code failed on it. */
    SOURCE_FAILED;

    /** Returns the reason's name on the wire, such as {@code source_unmapped}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
