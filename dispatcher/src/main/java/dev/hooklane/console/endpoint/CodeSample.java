package dev.hooklane.console.endpoint;

/** Code in one language, to be copied. */
public record CodeSample(String id, String language, String text) {}
