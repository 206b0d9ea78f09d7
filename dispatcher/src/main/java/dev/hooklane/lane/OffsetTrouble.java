package dev.hooklane.lane;

import java.util.Locale;

/** Why the group's committed offset and a partition's log don't go together. */
public enum OffsetTrouble {
    /** Nothing is committed, though the log holds records: they are all taken for new. */
    NONE_COMMITTED,
    /** The log begins above what was done: records were deleted undone. */
    BELOW_START,
    /** The log ends below what was done. */
    BEYOND_END,
    /** The log lost its end, and went on with other records. */
    CUT_OFF,
    /** The topic was deleted and made again. */
    MADE_ANEW;

    /** The value of the metric's tag. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
