package dev.hooklane.offset;

/** Whether a partition's log is still the one that was read before. */
enum LogBreak {
    /** It is the same. */
    NONE,
    /** Its end was lost, and other records are there now. */
    CUT_OFF,
    /** It is another log under the same name. */
    MADE_ANEW
}
