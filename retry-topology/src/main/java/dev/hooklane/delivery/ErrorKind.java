package dev.hooklane.delivery;

import java.util.Locale;

/** Why an attempt got no response. */
public enum ErrorKind {
    /** The total timeout passed. */
    TIMEOUT,
    /** The host's name has no address. */
    NAME_LOOKUP,
    /** The host has an address to which deliveries are forbidden. */
    FORBIDDEN_ADDRESS,
    /** No connection could be made. */
    CONNECT,
    /** The TLS handshake failed, or the certificate is not valid for the host. */
    TLS,
    /** The connection broke before the response was complete. */
    CONNECTION_LOST,
    /** The response is not valid HTTP. */
    INVALID_RESPONSE,
    /** The endpoint's token server gave no token, so nothing was sent to the endpoint. */
    TOKEN;

    /** Returns the name in history, metrics and the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the kind with that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ErrorKind ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
