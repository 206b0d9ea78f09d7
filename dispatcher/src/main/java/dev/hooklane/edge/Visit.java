package dev.hooklane.edge;

import java.net.InetAddress;

/**
 * What the edge knows of a request.
 *
 * @param address of the client
 * @param port that it came to
 * @param statusElsewhere whether metrics and health have a port of their own, and this is another
 */
record Visit(CallerClass caller, InetAddress address, Port port, boolean statusElsewhere) {
    /** Returns what the limits per address count the client under. */
    String counted() {
        return ClientAddress.counted(address);
    }
}
