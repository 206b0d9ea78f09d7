package dev.hooklane.event;

/** Recognises the keys that JavaScript orders as numbers: 0 to 4294967294 without leading zeros. */
final class ArrayIndex {
    static final long NONE = -1;

    private static final long MAX = 4_294_967_294L;
    private static final int MAX_CHARS = 10;

    private ArrayIndex() {}

    /** Returns the array index that {@code key} denotes, or {@link #NONE}. */
    static long of(String key) {
        int length = key.length();
        if (length == 0 || length > MAX_CHARS || (key.charAt(0) == '0' && length > 1)) {
            return NONE;
        }
        long index = 0;
        for (int i = 0; i < length; i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9') {
                return NONE;
            }
            index = index * 10 + (c - '0');
        }
        return index <= MAX ? index : NONE;
    }
}
