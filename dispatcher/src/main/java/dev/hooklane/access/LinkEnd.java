package dev.hooklane.access;

import java.util.Locale;

/** Why a portal link, or a session that it opened, lets nobody in. */
public enum LinkEnd {
    /** It was opened before; a link opens one session. */
    USED,
    EXPIRED,
    REVOKED,
    /** The key that made it is valid no more. */
    MAKER,
    /** What its account had when it was made is erased. */
    ERASED,
    /** A former release made it; its text stands in the logs of servers. */
    FORMER,
    /** This installation did not make it, or has forgotten it since it ended. */
    UNKNOWN;

    /** Returns the name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
