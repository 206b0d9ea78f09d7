package dev.hooklane.delivery;

import java.util.function.ObjLongConsumer;

/**
 * Where an attempt's time went, in microseconds. A phase that did not take place is 0: no look-up,
 * connection or handshake where a connection was there already.
 *
 * @param lookup of the name
 * @param connect of TCP, over all addresses that were tried
 * @param tls the handshake
 * @param request until its last byte was written
 * @param response from then until the response's headers were read
 * @param body until what is read of it was
 */
public record PhaseTimes(
        long lookup, long connect, long tls, long request, long response, long body) {
    /** No request was made, or nobody measured it. */
    public static final PhaseTimes NONE = new PhaseTimes(0, 0, 0, 0, 0, 0);

    /** Tells of each phase that took place, in order: its name and its microseconds. */
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
