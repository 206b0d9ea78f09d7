package dev.hooklane.console.account;

/**
 * An account in the list.
 *
 * @param path of its endpoints
 */
public record AccountRow(
        String id, String path, String endpoints, String enabled, String paused, String disabled) {}
