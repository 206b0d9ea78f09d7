package dev.hooklane.console.attempt;

/** A part of an attempt's time. */
public record Phase(String name, String took) {}
