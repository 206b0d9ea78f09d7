package dev.hooklane.console.replay;

/**
 * The deliveries that an endpoint missed.
 *
 * @param path that starts a replay of them
 */
public record MissedView(CountedEndpoint missed, String path) {}
