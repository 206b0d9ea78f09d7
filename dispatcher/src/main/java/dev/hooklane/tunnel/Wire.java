package dev.hooklane.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;

/** A connection that is to become a tunnel. */
public interface Wire {
    /**
     * Connects to the proxy.
     *
     * @param millis how long that may take; 0 for no limit
     */
    void connect(InetSocketAddress proxy, int millis) throws IOException;

    /** Bounds each wait for the proxy's answer; 0 for no limit. */
    void awaitAtMost(int millis) throws IOException;

    InputStream in() throws IOException;

    OutputStream out() throws IOException;
}
