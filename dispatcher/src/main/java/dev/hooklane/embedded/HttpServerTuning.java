package dev.hooklane.embedded;

/**
 * The settings of the JDK's HTTP server that exist as system properties only. They are read once,
 * when the first server of the JVM is made; one that was set on the command line stays.
 */
final class HttpServerTuning {

    private HttpServerTuning() {}

    static void apply() {
        // Else the answer's body waits up to 40 ms for the acknowledgement of its headers.
        setIfMissing("sun.net.httpserver.nodelay", "true");
        // Else every connection over 200 is closed when it falls idle, just as the sender means to
        // use it again.
        setIfMissing("sun.net.httpserver.maxIdleConnections", "10000");
        // Seconds; longer than any sender keeps a connection, so that it is never we who close it.
        setIfMissing("sun.net.httpserver.idleInterval", "600");
    }

    private static void setIfMissing(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
