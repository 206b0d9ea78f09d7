package dev.hooklane.console.source;

/**
 * The data of a source's page.
 *
 * @param mayChange whether the visitor may pause, rewind, edit or remove it
 * @param problem why it was not rewound; empty if that was not tried
 */
public record SourceView(ShownSource source, boolean mayChange, String problem) {}
