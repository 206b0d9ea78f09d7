package dev.hooklane.secret;

import java.util.Locale;

/**
 * What a derived key is used for. What is sealed for one purpose opens for no other, and who has
 * the key of one purpose can't work out that of another.
 */
public enum KeyPurpose {
    /** Endpoints' secrets, URLs and headers. */
    ENDPOINTS,
    /** The marks of test events. */
    TEST_EVENTS,
    /** The marks of events of Hooklane's own types. */
    OWN_EVENTS,
    /** The console's sessions. */
    SESSIONS,
    /** Portal links. */
    PORTAL_LINKS,
    /** Answers of the API that are kept for repeated requests. */
    ANSWERS,
    /** Calls between instances. */
    PEERS,
    /** Endpoints and keys in manifests. */
    MANIFESTS,
    /** Requests that an instance hands to the stream of a listener at another one. */
    LISTENERS;

    /** Returns the name in key files and in the derivation, such as {@code portal-links}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
