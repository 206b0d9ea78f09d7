package dev.hooklane.access;

import java.time.Instant;
import java.util.Optional;

/**
 * An exchange of a portal link for a session.
 *
 * @param claim its random name
 * @param at when; empty if the record can't be read: the link counts as used all the same
 * @param address where it came from; empty if the record can't be read
 * @param linkExpiresAt when the link ends; empty if the record can't be read
 */
public record LinkUse(
        String claim, Optional<Instant> at, String address, Optional<Instant> linkExpiresAt) {}
