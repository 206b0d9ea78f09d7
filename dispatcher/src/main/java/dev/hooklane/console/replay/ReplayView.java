package dev.hooklane.console.replay;

/**
 * One replay's page.
 *
 * @param mayChange whether the visitor may pause, change or cancel it
 * @param live path of the stream that tells what changes; empty if nothing will
 */
public record ReplayView(ShownReplay replay, boolean mayChange, String live) {}
