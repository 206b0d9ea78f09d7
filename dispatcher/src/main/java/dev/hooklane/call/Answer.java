package dev.hooklane.call;

/**
 * An answer of any status.
 *
 * @param contentType as the server names it; empty if it does not
 */
public record Answer(int status, String contentType, String body) {}
