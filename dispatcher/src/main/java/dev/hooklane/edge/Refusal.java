package dev.hooklane.edge;

import java.util.Locale;

/** The reasons why the edge refuses a client something. */
public enum Refusal {
    /** As many connections are open as the instance allows, and none of them can be closed. */
    CONNECTIONS,
    /** The same, of the connections of one address. */
    ADDRESS_CONNECTIONS,
    /** A connection was closed in favour of a new one, before it had sent a whole request. */
    DISPLACED,
    /** The line and headers of a request took too long. */
    SLOW_HEADERS,
    /** A request has too many headers. */
    HEADERS,
    /** As many requests are being answered as the class may have. */
    REQUESTS,
    /** The same, of the requests of one address. */
    ADDRESS_REQUESTS,
    /** The body is of a kind that no operation takes. */
    BODY_KIND,
    /** The body is larger than this caller may send there. */
    BODY_SIZE,
    /** The bodies being read or answered use up the budget. */
    BODY_BUDGET,
    /** The same, for the bodies of one address. */
    ADDRESS_BODIES,
    /** The body comes too slowly. */
    SLOW_BODY;

    /** Returns the name in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
