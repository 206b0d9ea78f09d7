package dev.hooklane.console.attempt;

/** A phase of an attempt, and how long it took. */
public record Phase(String name, String took) {}
