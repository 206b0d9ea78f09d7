package dev.hooklane.http;

/**
 * How an attempt's time to connect is shared among the addresses of its host: each gets an equal
 * part of the time left, so that one that does not answer leaves time for the others. Used by the
 * attempt's own thread.
 */
final class ConnectShare {
    /** Anything less is too short for a round trip. */
    private static final int LEAST_MILLIS = 200;

    private int addresses = 1;
    private long leftNanos = -1;
    private long begunNanos;

    /** Takes note of how many addresses the host has; they are tried one after the other. */
    void among(int count) {
        addresses = Math.max(1, count);
        leftNanos = -1;
    }

    /**
     * Starts trying the next address.
     *
     * @param allMillis the time for all of them; 0 for no limit
     * @return how long this one may take
     */
    int begin(int allMillis) {
        begunNanos = System.nanoTime();
        if (allMillis == 0) {
            return 0;
        }
        if (leftNanos < 0) {
            leftNanos = allMillis * 1_000_000L;
        }
        int share = (int) (leftNanos / 1_000_000 / addresses);
        return Math.min(allMillis, Math.max(LEAST_MILLIS, share));
    }

    /** Ends a try, connected or not. */
    void end() {
        leftNanos = Math.max(0, leftNanos - (System.nanoTime() - begunNanos));
        addresses = Math.max(1, addresses - 1);
    }
}
