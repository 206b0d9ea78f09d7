package dev.hooklane.delivery;

import java.util.function.ObjLongConsumer;

/**
 * How an attempt's time splits into phases, in microseconds. A phase that did not happen is 0: a
 * reused connection needs no look-up, connection or handshake.
 *
 * @param lookup to look up the host's name
 * @param connect to open a TCP connection, over all addresses that were tried
 * @param tls the handshake
 * @param request until its last byte was written
 * @param response from then until the response's headers were read
 * @param body from then until as much of the body was read as is read at all
 */
public record PhaseTimes(
        long lookup, long connect, long tls, long request, long response, long body) {
    /** No request was made, or its phases were not measured. */
    public static final PhaseTimes NONE = new PhaseTimes(0, 0, 0, 0, 0, 0);

    /**
     * Calls {@code listener} for each phase that happened, in order, with its name and its
     * microseconds.
     */
    public void each(ObjLongConsumer<String> listener) {
        tell("lookup", lookup, listener);
        tell("connect", connect, listener);
        tell("tls", tls, listener);
        tell("request", request, listener);
        tell("response", response, listener);
        tell("body", body, listener);
    }

    private static void tell(String phase, long micros, ObjLongConsumer<String> listener) {
        if (micros > 0) {
            listener.accept(phase, micros);
        }
    }
}
