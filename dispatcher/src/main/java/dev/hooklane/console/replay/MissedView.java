package dev.hooklane.console.replay;

/**
 * What an endpoint missed.
 *
 * @param path where a replay of it begins
 */
public record MissedView(CountedEndpoint missed, String path) {}
