package dev.hooklane.console.view;

/** Redirects from a page of this console, so that browsers send the session's cookie. */
public record Onward(String path) {}
