package dev.hooklane.embedded;

/**
 * Settings of the JDK's HTTP server that exist only as system properties. They are read once, when
 * the JVM's first server is created. A property set on the command line keeps its value.
 */
final class HttpServerTuning {

    private HttpServerTuning() {}

    static void apply() {
        // Otherwise the answer's body waits up to 40 ms for the acknowledgement of its headers.
        setIfMissing("sun.net.httpserver.nodelay", "true");
        // Otherwise every connection beyond 200 is closed when it becomes idle, just as the sender
        // means to reuse it.
        setIfMissing("sun.net.httpserver.maxIdleConnections", "10000");
        // In seconds; longer than any sender keeps a connection, so this side never closes it
        // first.
        setIfMissing("sun.net.httpserver.idleInterval", "600");
    }

    private static void setIfMissing(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
