package dev.hooklane.edge;

/** What a port of the server is for. */
enum Port {
    /** API and console, for everyone. */
    PUBLIC,
    /** Metrics and health, for those who run Hooklane. */
    MANAGEMENT,
    /** The console's calls to the API of its own process, which reach it over no network. */
    OWN
}
