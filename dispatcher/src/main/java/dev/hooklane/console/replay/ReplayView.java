package dev.hooklane.console.replay;

/**
 * One replay's page.
 *
 * @param mayChange whether the visitor may pause, change or cancel it
 * @param live path of the stream of updates; empty if there will be none
 */
public record ReplayView(ShownReplay replay, boolean mayChange, String live) {}
