package dev.hooklane.console.help;

import java.time.Instant;
import java.util.Optional;

/**
 * The result of one check.
 *
 * @param tone {@code good}, {@code bad}, {@code warn}, or {@code plain} for neither
 * @param found in a sentence
 * @param detail background or what to do; empty if there is nothing
 * @param at when it happened, if that matters
 * @param next where to do something about it
 */
public record Finding(
        String tone, String found, String detail, Optional<Instant> at, Optional<Next> next) {
    /** A link to continue with. */
    public record Next(String label, String path) {}

    static Finding good(String found, String detail) {
        return new Finding("good", found, detail, Optional.empty(), Optional.empty());
    }

    static Finding bad(String found, String detail) {
        return new Finding("bad", found, detail, Optional.empty(), Optional.empty());
    }

    static Finding warn(String found, String detail) {
        return new Finding("warn", found, detail, Optional.empty(), Optional.empty());
    }

    static Finding plain(String found, String detail) {
        return new Finding("plain", found, detail, Optional.empty(), Optional.empty());
    }

    Finding at(Instant time) {
        return new Finding(tone, found, detail, Optional.of(time), next);
    }

    Finding then(String label, String path) {
        return new Finding(tone, found, detail, at, Optional.of(new Next(label, path)));
    }
}
