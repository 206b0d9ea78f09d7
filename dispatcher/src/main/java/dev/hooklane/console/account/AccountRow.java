package dev.hooklane.console.account;

/**
 * An account in the list.
 *
 * @param path of its overview
 */
public record AccountRow(
        String id, String path, String endpoints, String enabled, String paused, String disabled) {}
