package dev.hooklane.bench.receiver;

/**
 * How the receiver treats a request, by the beginning of its path. Only those that are answered OK
 * count.
 */
public enum Manner {
    OK("/ok/"),
    /** Answers with status 500. */
    FAIL("/fail/"),
    /** Never answers. */
    HANG("/hang/");

    private static final int METHOD_BYTES = "POST ".length();

    private final String path;

    Manner(String path) {
        this.path = path;
    }

    /** The path to send to, which begins and ends with a slash; more may follow. */
    public String path() {
        return path;
    }

    /** For the {@code POST} request that starts at {@code from}; any other path is answered OK. */
    static Manner of(byte[] request, int from) {
        int start = from + METHOD_BYTES;
        if (FAIL.isAt(request, start)) {
            return FAIL;
        }
        return HANG.isAt(request, start) ? HANG : OK;
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
