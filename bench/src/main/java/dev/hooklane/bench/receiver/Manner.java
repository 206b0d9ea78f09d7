package dev.hooklane.bench.receiver;

import java.time.Duration;

/**
 * How the receiver treats a request, by the beginning of its path. Only some manners count: in the
 * number of requests, and with their latencies.
 */
public enum Manner {
    OK("/ok/", true),
    /**
     * As OK, but answered {@link #LATE_BY} after the request arrived. Its latency ends on arrival.
     */
    LATE("/late/", true),
    /** As OK, but counted separately and without latency, for traffic beside the measured one. */
    ASIDE("/aside/", false),
    /** Answers with status 500. */
    FAIL("/fail/", false),
    /** Never answers. */
    HANG("/hang/", false);

    /** The response time of a typical customer's endpoint. */
    public static final Duration LATE_BY = Duration.ofMillis(30);

    private static final int METHOD_BYTES = "POST ".length();
    private static final Manner[] ALL = values();

    private final String path;
    private final boolean counted;

    Manner(String path, boolean counted) {
        this.path = path;
        this.counted = counted;
    }

    /** Returns the path to send to, which begins and ends with a slash; more may follow. */
    public String path() {
        return path;
    }

    /** Reports whether such requests are in the receiver's count. */
    public boolean counted() {
        return counted;
    }

    /**
     * Returns the manner for the {@code POST} request that starts at {@code from}; any other path
     * is answered OK.
     */
    static Manner of(byte[] request, int from) {
        for (Manner manner : ALL) {
            if (manner.isAt(request, from + METHOD_BYTES)) {
                return manner;
            }
        }
        return OK;
    }

    private boolean isAt(byte[] request, int start) {
        if (start + path.length() > request.length) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            if (request[start + i] != path.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
