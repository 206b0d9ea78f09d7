package dev.hooklane.call;

/**
 * An answer of any status.
 *
 * @param contentType as the server names it; empty if it does not
 * @param body empty if it is an error in another charset than UTF-8
 */
public record Answer(int status, String contentType, String body) {}
