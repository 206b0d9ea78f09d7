package dev.hooklane.offset;

import java.util.Locale;

/** Why the group's committed offset does not match a partition's log. */
public enum OffsetTrouble {
    /** Nothing is committed, though the log holds records: all are treated as new. */
    NONE_COMMITTED,
    /** The log begins above the done offsets: records were deleted before they were done. */
    BELOW_START,
    /** The log ends below the committed offset. */
    BEYOND_END,
    /** The log lost its end, and continued with other records. */
    CUT_OFF,
    /** The topic was deleted and made again. */
    MADE_ANEW;

    /** Returns the value of the metric's tag. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
