package dev.hooklane.http;

import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.WayOut;
import java.time.Duration;

/**
 * How attempts are made.
 *
 * @param userAgent the {@code User-Agent} header
 * @param headers the names of the headers that are added to each request
 * @param wayOut how they leave this installation
 */
public record HttpSettings(
        Timeouts timeouts,
        AddressRules addressRules,
        String userAgent,
        HeaderNames headers,
        Connections connections,
        WayOut wayOut) {

    public HttpSettings {
        if (!HeaderText.isValue(userAgent)) {
            throw new IllegalArgumentException(
                    "userAgent has characters that a header can't carry");
        }
    }

    /** Makes settings with a direct way out. */
    public HttpSettings(
            Timeouts timeouts,
            AddressRules addressRules,
            String userAgent,
            HeaderNames headers,
            Connections connections) {
        this(timeouts, addressRules, userAgent, headers, connections, WayOut.DIRECT);
    }

    /** Returns the contract's settings for this version of Hooklane. */
    public static HttpSettings defaults(String version) {
        return new HttpSettings(
                Timeouts.defaults(),
                AddressRules.publicOnly(),
                "Hooklane/" + version,
                HeaderNames.defaults(),
                Connections.defaults(),
                WayOut.DIRECT);
    }

    public HttpSettings withTimeouts(Duration attempt, Duration connect) {
        return new HttpSettings(
                new Timeouts(attempt, connect),
                addressRules,
                userAgent,
                headers,
                connections,
                wayOut);
    }

    public HttpSettings withAddressRules(AddressRules other) {
        return new HttpSettings(timeouts, other, userAgent, headers, connections, wayOut);
    }

    public HttpSettings withHeaders(HeaderNames other) {
        return new HttpSettings(timeouts, addressRules, userAgent, other, connections, wayOut);
    }

    public HttpSettings withConnections(Connections other) {
        return new HttpSettings(timeouts, addressRules, userAgent, headers, other, wayOut);
    }

    public HttpSettings withWayOut(WayOut other) {
        return new HttpSettings(timeouts, addressRules, userAgent, headers, connections, other);
    }

    /**
     * How long an attempt may take.
     *
     * @param attempt for the whole attempt, from the look-up to the end of the response
     * @param connect for a TCP connection, shared by the host's addresses
     */
    public record Timeouts(Duration attempt, Duration connect) {
        public Timeouts {
            checkPositive("timeout", attempt);
            checkPositive("connectTimeout", connect);
        }

        /** The contract's 15 s; connecting may take far more than a trip around the world. */
        public static Timeouts defaults() {
            return new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(5));
        }
    }

    /**
     * Which connections are kept open for later attempts.
     *
     * @param maxIdle how many, over all endpoints
     * @param keepAlive how long an idle connection is kept
     * @param http2 whether HTTP/2 is used with a server that offers it, over connections of the
     *     endpoint's own
     */
    public record Connections(int maxIdle, Duration keepAlive, boolean http2) {
        /** Each takes a file descriptor and, over TLS, some 40 KB. */
        private static final int DEFAULT_MAX_IDLE = 8_192;

        /** A longer time saves few handshakes: most servers close connections sooner. */
        private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(30);

        public Connections {
            checkPositive("keepAlive", keepAlive);
            if (maxIdle < 0) {
                throw new IllegalArgumentException(
                        "maxIdleConnections %d is under 0".formatted(maxIdle));
            }
        }

        /** Returns those with HTTP/1.1 only. */
        public static Connections defaults() {
            return new Connections(DEFAULT_MAX_IDLE, DEFAULT_KEEP_ALIVE, false);
        }

        public Connections withHttp2(boolean wanted) {
            return new Connections(maxIdle, keepAlive, wanted);
        }
    }

    private static void checkPositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("%s %s is not over 0".formatted(name, value));
        }
    }
}
