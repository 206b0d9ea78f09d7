package dev.hooklane.http;

import java.time.Duration;

/**
 * How attempts are made.
 *
 * @param timeout for the whole attempt, from the look-up to the end of the response
 * @param connectTimeout for a TCP connection, shared by the host's addresses
 * @param userAgent the {@code User-Agent} header
 * @param signatureHeader carries the plain HMAC of the body in hex
 * @param signaturePrefix precedes that HMAC
 * @param headerPrefix begins the headers {@code Event}, {@code Delivery} and {@code Attempt}
 * @param maxIdleConnections kept open for later attempts, over all endpoints
 * @param keepAlive how long an idle connection is kept
 * @param http2 whether HTTP/2 is used with a server that offers it, over connections of the
 *     endpoint's own
 */
public record HttpSettings(
        Duration timeout,
        Duration connectTimeout,
        AddressRules addressRules,
        String userAgent,
        String signatureHeader,
        String signaturePrefix,
        String headerPrefix,
        int maxIdleConnections,
        Duration keepAlive,
        boolean http2) {
    /** The contract's default. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

    /** Far above a round trip around the world, well under the timeout. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Each takes a file descriptor and, over TLS, some 40 KB. */
    public static final int DEFAULT_MAX_IDLE_CONNECTIONS = 8_192;

    /** A longer time saves few handshakes: most servers close connections sooner. */
    public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(30);

    public HttpSettings {
        checkPositive("timeout", timeout);
        checkPositive("connectTimeout", connectTimeout);
        checkPositive("keepAlive", keepAlive);
        if (maxIdleConnections < 0) {
            throw new IllegalArgumentException(
                    "maxIdleConnections %d is under 0".formatted(maxIdleConnections));
        }
        checkName("signatureHeader", signatureHeader);
        checkName("headerPrefix", headerPrefix);
        checkText("userAgent", userAgent);
        checkText("signaturePrefix", signaturePrefix);
    }

    /** Makes settings for HTTP/1.1 only. */
    public HttpSettings(
            Duration timeout,
            Duration connectTimeout,
            AddressRules addressRules,
            String userAgent,
            String signatureHeader,
            String signaturePrefix,
            String headerPrefix,
            int maxIdleConnections,
            Duration keepAlive) {
        this(
                timeout,
                connectTimeout,
                addressRules,
                userAgent,
                signatureHeader,
                signaturePrefix,
                headerPrefix,
                maxIdleConnections,
                keepAlive,
                false);
    }

    /** Returns the contract's settings for this version of Hooklane. */
    public static HttpSettings defaults(String version) {
        return new HttpSettings(
                DEFAULT_TIMEOUT,
                DEFAULT_CONNECT_TIMEOUT,
                AddressRules.publicOnly(),
                "Hooklane/" + version,
                "X-MGA-Signature",
                "sha256=",
                "X-MGA-",
                DEFAULT_MAX_IDLE_CONNECTIONS,
                DEFAULT_KEEP_ALIVE);
    }

    public HttpSettings withAddressRules(AddressRules rules) {
        return with(timeout, rules, http2);
    }

    public HttpSettings withTimeout(Duration newTimeout) {
        return with(newTimeout, addressRules, http2);
    }

    public HttpSettings withHttp2(boolean wanted) {
        return with(timeout, addressRules, wanted);
    }

    private HttpSettings with(Duration newTimeout, AddressRules newRules, boolean newHttp2) {
        return new HttpSettings(
                newTimeout,
                connectTimeout,
                newRules,
                userAgent,
                signatureHeader,
                signaturePrefix,
                headerPrefix,
                maxIdleConnections,
                keepAlive,
                newHttp2);
    }

    private static void checkPositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("%s %s is not over 0".formatted(name, value));
        }
    }

    private static void checkName(String name, String value) {
        if (!HeaderText.isName(value)) {
            throw new IllegalArgumentException(
                    "%s '%s' is not a header name".formatted(name, value));
        }
    }

    private static void checkText(String name, String value) {
        if (!HeaderText.isValue(value)) {
            throw new IllegalArgumentException(
                    "%s has characters that a header can't carry".formatted(name));
        }
    }
}
