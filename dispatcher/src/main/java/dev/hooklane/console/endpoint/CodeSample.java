package dev.hooklane.console.endpoint;

/** Code in one language, for copying. */
public record CodeSample(String id, String language, String text) {}
